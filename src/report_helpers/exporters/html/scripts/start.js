document.addEventListener("DOMContentLoaded", () => {
  readData();
  document.querySelector(".bar").hidden = false;
  startTheme();
  startBar();
  startContents();
  startSearch();
  startTables();
  startLinks();
  startFilters();
  startTiles();
  startMatrices();
  startCiting();
  startPrinting();
  startTop();
  goToTarget();
});
