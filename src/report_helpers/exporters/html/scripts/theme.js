// Runs before the page is drawn, so that a chosen theme doesn't flash.
const THEME = "report-theme";

function storedTheme() {
  try {
    return localStorage.getItem(THEME) || "system";
  } catch {
    return "system"; // storage is closed to the page
  }
}

function applyTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

applyTheme(storedTheme());

function startTheme() {
  const select = document.querySelector(".theme select");
  select.value = storedTheme();
  select.addEventListener("change", () => {
    applyTheme(select.value);
    try {
      localStorage.setItem(THEME, select.value);
    } catch {
      // the choice holds for this visit
    }
  });
}
