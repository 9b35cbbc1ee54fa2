const numbers = /^-?\d+(\.\d+)?$/;

function startTables() {
  document.querySelectorAll("table.data").forEach((table) => {
    if (table.classList.contains("compact")) addSorting(table);
    addDownload(table);
  });
  startScrolling();
}

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
function compareKeys(collator, way, a, b) {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return way * (numbers.test(a) && numbers.test(b) ? a - b : collator.compare(a, b));
}

function addSorting(table) {
  const bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));
  if (!bodies.some(({ rows }) => rows.length > 2)) return;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, position) => {
    if (!head.textContent.trim()) return;
    const button = element("button", { type: "button", className: "sort" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: null }[head.ariaSort] ?? (head.ariaSort ? null : "ascending");
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      if (next) head.setAttribute("aria-sort", next);
      const way = next === "descending" ? -1 : 1;
      bodies.forEach(({ body, rows }) => {
        const fixed = rows.filter((row) => row.matches(".group, .lead"));
        const moving = rows.filter((row) => !fixed.includes(row));
        const keys = new Map(moving.map((row) => [row, sortKey(row, position)]));
        if (next) moving.sort((a, b) => compareKeys(collator, way, keys.get(a), keys.get(b)));
        body.append(...fixed, ...moving);
      });
    });
  });
}

// A spreadsheet would take a cell that begins so for a formula.
function csvCell(words) {
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvOf(table) {
  const shown = [...table.rows].filter((row) => !row.hidden);
  return shown.map((row) => [...row.cells].flatMap((cell) => [csvCell(wordsOf(cell)), ...Array(cell.colSpan - 1).fill("")]).join(","))
    .join("\r\n") + "\r\n";
}

function addDownload(table) {
  const name = table.id || `${table.closest("figure")?.id || "table"}-data`;
  const button = element("button", { type: "button", className: "download" }, say("download"));
  button.setAttribute("aria-label", `${say("download")}: ${wordsOf(table.caption)}`);
  button.addEventListener("click", () => {
    // The mark at the beginning makes spreadsheets read the file as UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(table)], { type: "text/csv;charset=utf-8" }));
    element("a", { href: address, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  table.closest(".table-block").append(element("div", { className: "tools" }, button));
}

// Only what does scroll needs to be a stop of the keyboard and a region.
function startScrolling() {
  const roles = new WeakMap();
  const fit = ({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth + 1;
    if (!roles.has(target)) roles.set(target, target.getAttribute("role"));
    if (scrolls) {
      target.tabIndex = 0;
      target.setAttribute("role", roles.get(target));
    } else {
      target.removeAttribute("tabindex");
      target.setAttribute("role", "group");
    }
    target.classList.toggle("scrolls", scrolls);
  };
  const observer = new ResizeObserver((entries) => entries.forEach(fit));
  document.querySelectorAll(".scroll").forEach((part) => observer.observe(part));
}
