document.addEventListener("DOMContentLoaded", () => {
  startTheme();
  startBar();
  startFinder();
  startTables();
  startCiting();
  if (typeof startResults === "function") startResults();
  if (typeof startRegister === "function") startRegister();
});
