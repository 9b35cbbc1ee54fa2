// Rows with tags can be filtered: through the whole page, and each longer table by itself. The choice stands in the
// address's query (?theme=health&table-x.status=planned), so that it can be sent and comes back with the page.
const FILTERED_FROM = 8;
const KINDS = ["theme", "state", "body", "status"];
let filtered = [];
const chosen = new Map();
const filterForms = [];

function startFilters() {
  filtered = [...document.querySelectorAll("table.data")].filter((table) => table.querySelector("[data-tags]")).map(readTable);
  if (!filtered.length) return;
  const all = filtered.flatMap((part) => part.rows);
  document.querySelector(".bar .theme").before(pageFilter(all));
  for (const part of filtered) {
    if (part.table.id && part.rows.filter((line) => line.kind === "body").length >= FILTERED_FROM) addTableFilter(part);
  }
  readAddress();
  addEventListener("popstate", readAddress);
}

// A row of a group also has the tags of the lead row above it: the body that the whole group is about.
function readTable(table) {
  let lead = null;
  let group = null;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => {
    const tags = tagsOf(row);
    const kind = row.classList.contains("lead") ? "lead" : row.classList.contains("group") ? "group" : "body";
    if (kind === "lead") [lead, group] = [{ row, tags }, null];
    const line = { row, tags, kind, lead: lead?.row, group: group?.row };
    if (kind === "group") [group, line.group] = [line, null];
    else for (const [name, values] of lead?.tags ?? []) if (!tags.has(name)) tags.set(name, values);
    return line;
  });
  return { table, rows, scope: table.id ? `${table.id}.` : null };
}

function tagsOf(row) {
  const tags = new Map();
  for (const token of (row.dataset.tags || "").split(" ").filter(Boolean)) {
    const [kind, value] = token.split(":").map(decodeURIComponent);
    tags.set(kind, (tags.get(kind) || new Set()).add(value));
  }
  return tags;
}

function labelOf(kind, value) {
  return labels[kind]?.[value] ?? value;
}

function kindName(kind) {
  return KINDS.includes(kind) ? say(kind) : kind;
}

// One choice for each kind of tag; values that no row has are not offered.
function selects(rows, scope) {
  const kinds = new Map();
  for (const line of rows.filter(({ kind }) => kind !== "group")) {
    for (const [kind, values] of line.tags) {
      const counts = kinds.get(kind) || kinds.set(kind, new Map()).get(kind);
      for (const value of values) counts.set(value, (counts.get(value) || 0) + (line.kind === "body" ? 1 : 0));
    }
  }
  const order = (kind) => (KINDS.indexOf(kind) + 1 || KINDS.length + 1);
  return [...kinds].sort((a, b) => order(a[0]) - order(b[0])).filter(([, counts]) => counts.size > 1).map(([kind, counts]) => {
    const options = [...counts].map(([value, count]) => ({ value, count, label: labelOf(kind, value) }));
    options.sort((a, b) => collator().compare(a.label, b.label));
    const select = element("select", {}, element("option", { value: "" }, say("any")));
    select.append(...options.map(({ value, count, label }) => element("option", { value }, count ? `${label} (${count})` : label)));
    select.addEventListener("change", () => choose(scope + kind, select.value));
    return { key: scope + kind, select, field: element("label", {}, element("span", {}, kindName(kind)), select) };
  });
}

// A button that opens the choices, what is shown at present, and the way back to everything.
function filterForm(rows, scope, name) {
  const fields = selects(rows, scope);
  const link = element("button", { type: "button", className: "view" }, say("copyView"));
  link.addEventListener("click", () => copyAddress(location.href, link));
  const panel = element("div", { className: "choices", hidden: true, id: `page:filter:${scope}` }, ...fields.map(({ field }) => field), link);
  const toggle = element("button", { type: "button", className: "toggle" }, name);
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", panel.id);
  const open = (way) => {
    panel.hidden = !way;
    toggle.setAttribute("aria-expanded", String(way));
  };
  toggle.addEventListener("click", () => open(panel.hidden));
  const shown = element("span", { className: "shown" });
  const clear = element("button", { type: "button", className: "clear" }, say("clear"));
  clear.addEventListener("click", () => { clearFilter(scope); toggle.focus(); });
  const state = element("div", { className: "state", hidden: true }, shown, clear);
  const box = element("div", { className: "filter" }, toggle, panel, state);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    open(false);
    toggle.focus();
  });
  filterForms.push({ scope, fields, rows, shown, state, toggle, open });
  return box;
}

function pageFilter(rows) {
  const box = filterForm(rows, "", say("filter"));
  const form = filterForms.at(-1);
  box.classList.add("of-page");
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) form.open(false); });
  box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) form.open(false); });
  return box;
}

function addTableFilter(part) {
  const box = filterForm(part.rows, part.scope, say("filterTable"));
  const form = filterForms.at(-1);
  if (!form.fields.length) {
    filterForms.pop();
    return;
  }
  form.toggle.setAttribute("aria-label", `${say("filterTable")}: ${wordsOf(part.table.caption)}`);
  part.table.closest(".table-block").prepend(box);
}

function choose(key, value) {
  if (value) chosen.set(key, value);
  else chosen.delete(key);
  writeAddress();
  applyFilters();
  announce(describe(filterForms.find(({ fields }) => fields.some((field) => field.key === key))));
}

function clearFilter(scope) {
  const form = filterForms.find((each) => each.scope === scope);
  form.fields.forEach(({ key }) => chosen.delete(key));
  writeAddress();
  applyFilters();
  announce(describe(form));
}

function applyFilters() {
  for (const part of filtered) filterTable(part);
  for (const form of filterForms) {
    form.fields.forEach(({ key, select }) => { select.value = chosen.get(key) ?? ""; });
    const active = form.fields.filter(({ key }) => chosen.has(key)).length;
    form.state.hidden = !active;
    form.shown.textContent = active ? describe(form) : "";
    form.toggle.classList.toggle("active", active > 0);
  }
}

function filterTable({ table, rows, scope }) {
  const wanted = [...chosen].flatMap(([key, value]) => {
    if (scope && key.startsWith(scope)) return [[key.slice(scope.length), value]];
    return key.includes(".") ? [] : [[key, value]];
  });
  const fits = (line) => wanted.every(([kind, value]) => line.tags.get(kind)?.has(value));
  const heads = new Set();
  for (const line of rows.filter(({ kind }) => kind === "body")) {
    const fit = fits(line);
    line.row.hidden = !fit;
    if (fit) [line.group, line.lead].forEach((row) => heads.add(row));
  }
  for (const line of rows.filter(({ kind }) => kind !== "body")) {
    line.row.hidden = !(heads.has(line.row) || !wanted.length || (line.kind === "lead" && fits(line)));
  }
  showEmpty(table, rows.every(({ row }) => row.hidden));
}

// A table that nothing is left of says so; where it is all that stands under its heading, both make room for the others.
function showEmpty(table, none) {
  const block = table.closest(".table-block");
  table.tHead.hidden = none;
  block.classList.toggle("none", none);
  let remark = block.querySelector(".no-row");
  if (none && !remark) block.querySelector("table").after((remark = element("p", { className: "no-row" }, say("noRow"))));
  if (remark) remark.hidden = !none;
  const before = block.previousElementSibling;
  const after = block.nextElementSibling;
  if (!before?.matches(".heading") || (after && !after.matches(".heading"))) return;
  const hide = none && ![...chosen.keys()].some((key) => key.startsWith(`${table.id}.`));
  block.hidden = hide;
  before.hidden = hide;
  const line = document.querySelector(`nav.contents a[href="#${CSS.escape(before.firstChild.id)}"]`);
  if (line) line.parentElement.hidden = hide;
}

function describe(form) {
  const rows = form.rows.filter(({ kind }) => kind === "body");
  const words = form.fields.filter(({ key }) => chosen.has(key)).map(({ key, select }) => {
    const kind = key.slice(form.scope.length);
    return `${kindName(kind)}: ${labelOf(kind, select.value || chosen.get(key))}`;
  });
  words.push(say("shown", { number: rows.filter(({ row }) => !row.hidden).length, total: rows.length }));
  return words.join(" · ");
}

function writeAddress() {
  const query = new URLSearchParams([...chosen].sort()).toString();
  try {
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  } catch {
    // a browser that lets no page from a file change its address: the filter holds all the same
  }
}

function readAddress() {
  chosen.clear();
  const known = new Map(filterForms.flatMap(({ fields }) => fields.map(({ key, select }) => [key, select])));
  for (const [key, value] of new URLSearchParams(location.search)) {
    if ([...(known.get(key)?.options ?? [])].some((option) => option.value === value && value)) chosen.set(key, value);
  }
  applyFilters();
}

// A place that a filter hides is shown by lifting it: a link must lead somewhere.
function liftFilters(place) {
  if (!place.closest("[hidden]") || !chosen.size) return;
  chosen.clear();
  writeAddress();
  applyFilters();
  announce(say("filterCleared"));
}
