document.addEventListener("DOMContentLoaded", () => {
  messages = JSON.parse(document.querySelector("script.messages").textContent);
  document.querySelector(".bar").hidden = false;
  startTheme();
  startContents();
  startSearch();
  startTables();
  startLinks();
  startPrinting();
  startTop();
});
