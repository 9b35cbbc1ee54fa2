// A matrix whose numbers lead into an index: choosing one marks its row and column and lists what it counts.
function startMatrices() {
  document.querySelectorAll("table.matrix").forEach((table) => {
    const links = [...table.querySelectorAll("tbody td a[href^='#']")];
    if (links.length) addMatrix(table, links);
  });
}

function addMatrix(table, links) {
  const block = table.closest(".table-block");
  block.querySelector(".scroll").before(element("p", { className: "hint" }, say("chooseCell")));
  const frame = element("div", { className: "listing-frame" });
  block.querySelector(".scroll").after(frame);
  const listing = listingBelow(frame);
  let current = null;
  // One stop for the tab key; arrows move between the numbers.
  const focus = (link) => links.forEach((each) => { each.tabIndex = each === link ? 0 : -1; });
  const pick = (link) => {
    current = link;
    markCell(table, link?.closest("td"));
    if (!link) listing.hide();
    else listing.show(nameOf(table, link), "", listedAt(link), placeOf(link));
  };
  focus(links[0]);
  table.addEventListener("click", (event) => {
    const link = event.target.closest("tbody td a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !listedAt(link).length) return;
    event.preventDefault();
    focus(link);
    if (link === current) {
      pick(null);
      return;
    }
    pick(link);
    if (event.detail === 0) listing.title.focus({ preventScroll: true }); // by keyboard
  });
  table.addEventListener("keydown", (event) => {
    const next = event.target.matches("tbody td a") && linkTowards(table, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    focus(next);
    next.focus();
  });
  const back = () => {
    const link = current;
    pick(null);
    link?.focus();
  };
  listing.close.addEventListener("click", back);
  listing.box.addEventListener("keydown", (event) => { if (event.key === "Escape") back(); });
}

function listedAt(link) {
  const place = placeOf(link)?.closest("p, td, li");
  return place ? [place] : [];
}

function nameOf(table, link) {
  const cell = link.closest("td");
  return `${lineOf(cell.parentElement.cells[0])} · ${lineOf(table.tHead.rows[0].cells[cell.cellIndex])}: ${lineOf(link)}`;
}

function markCell(table, cell) {
  table.querySelectorAll(".marked, .chosen").forEach((each) => each.classList.remove("marked", "chosen"));
  if (!cell) return;
  for (const row of table.rows) row.cells[cell.cellIndex]?.classList.add("marked");
  for (const each of cell.parentElement.cells) each.classList.add("marked");
  cell.classList.add("chosen");
}

// The next number in the direction of an arrow key, over blanks.
function linkTowards(table, link, key) {
  const cell = link.closest("td");
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] || [0, 0];
  let [x, y] = [cell.cellIndex + dx, rows.indexOf(cell.parentElement) + dy];
  while ((dx || dy) && rows[y]?.cells[x]) {
    const found = rows[y].cells[x].querySelector("a");
    if (found) return found;
    [x, y] = [x + dx, y + dy];
  }
  return null;
}
