const numbers = /^-?\d+(\.\d+)?$/;

// Columns by position: a cell may span several.
function cellAt(row, position) {
  let at = 0;
  for (const cell of row.cells) {
    at += cell.colSpan;
    if (at > position) return cell;
  }
  return null;
}

function sortKey(row, position) {
  const cell = cellAt(row, position);
  return cell ? cell.dataset.sort ?? wordsOf(cell) : "";
}

// Blanks come last, whichever way.
function compareKeys(way, a, b) {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return way * (numbers.test(a) && numbers.test(b) ? a - b : collator().compare(a, b));
}

// Groups and cells that reach over several rows would lose their meaning in another order.
function canSort(table) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return table.tHead?.rows.length === 1 && rows.length > 2
    && !table.querySelector("tbody .group, tbody .lead, tbody [rowspan], thead [colspan]");
}

function addSorting(table) {
  if (!canSort(table)) return;
  const body = table.tBodies[0];
  const given = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  // Under turned headings a number is what one looks for: the highest come first.
  const steps = table.classList.contains("matrix") ? ["descending", "ascending"] : ["ascending", "descending"];
  heads.forEach((head, position) => {
    if (!head.textContent.trim()) return;
    const button = element("button", { type: "button", className: "sort" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = head.ariaSort ? steps[steps.indexOf(head.ariaSort) + 1] : steps[0];
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      const keys = new Map(given.map((row) => [row, sortKey(row, position)]));
      const way = next === "descending" ? -1 : 1;
      body.append(...(next ? [...given].sort((a, b) => compareKeys(way, keys.get(a), keys.get(b))) : given));
    });
  });
}
