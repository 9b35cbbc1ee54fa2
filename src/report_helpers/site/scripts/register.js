// The register as one table: filtered as one types or chooses, sorted by a heading, taken along as a file.
const STEP = 200;

async function startRegister() {
  const tools = document.querySelector(".register-tools");
  const table = document.querySelector(".register-table");
  const view = { tools, table, body: table.querySelector("tbody"), choice: readChoice(), sort: readSort(), shown: STEP, rows: null, fitting: [] };
  const load = async () => {
    view.rows ??= prepared(await siteData("register"));
    document.querySelector("nav.parts")?.remove();
  };
  const words = tools.querySelector("input[type=search]");
  words.value = view.choice.words;
  view.update = async (said = true) => {
    writeChoice(view.choice, view.sort);
    try {
      await load();
    } catch {
      tools.querySelector(".shown").textContent = say("notLoaded");
      return;
    }
    const { fitting, beside } = filterRows(view.rows, view.choice);
    view.fitting = sorted(fitting, view.sort);
    showCounts(beside, view.choice.chosen);
    showRows(view);
    showChosen(view);
    if (said) announce(tools.querySelector(".shown").textContent);
  };
  listen(view, words);
  addSortButtons(view);
  startExport(view);
  addEventListener("popstate", () => { view.choice = readChoice(); words.value = view.choice.words; view.update(); });
  if (location.search) view.update(false);
}

function prepared(data) {
  return data.rows.map((row, place) => {
    const values = Object.fromEntries(Object.entries(FACETS).map(([key, of]) => [key, of(row, data)]));
    const full = { ...row, place, values, data };
    const searched = ["number", "title", "body", "state", "theme", "partners", "references", "mandates", "places", "description"];
    return { ...full, folded: fold(searched.map((key) => cellOf(full, key)).join(" ")) };
  });
}

function listen(view, words) {
  let wait = 0;
  words.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => { view.choice.words = words.value; view.shown = STEP; view.update(); }, 120);
  });
  words.addEventListener("focus", () => { siteData("register").catch(() => {}); });
  view.tools.addEventListener("submit", (event) => event.preventDefault());
  view.tools.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    choose(view, target.name, target.value, target.checked);
  });
  const facets = [...view.tools.querySelectorAll(".facet")];
  const close = (except) => facets.forEach((facet) => { if (facet !== except) facet.open = false; });
  facets.forEach((facet) => {
    facet.addEventListener("toggle", () => { if (facet.open) close(facet); });
    facet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !facet.open) return;
      facet.open = false;
      facet.querySelector("summary").focus();
    });
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest(".facet")) close(null); });
}

function choose(view, key, value, chosen) {
  const values = view.choice.chosen.get(key) ?? new Set();
  if (chosen) values.add(value);
  else values.delete(value);
  if (values.size) view.choice.chosen.set(key, values);
  else view.choice.chosen.delete(key);
  view.shown = STEP;
  view.update();
}

function showRows(view) {
  const { body, fitting, table } = view;
  body.replaceChildren(...fitting.slice(0, view.shown).map(rowOf));
  const none = table.querySelector(".no-match");
  none.textContent = say("noActivity");
  none.hidden = fitting.length > 0;
  table.querySelector("thead").hidden = !fitting.length;
  const more = table.querySelector(".more-rows");
  more.hidden = fitting.length <= view.shown;
  more.textContent = say("more", { number: Math.min(STEP, fitting.length - view.shown) });
  more.onclick = () => {
    const next = view.shown;
    view.shown += STEP;
    showRows(view);
    body.rows[next].querySelector("a").focus();
  };
  const all = fitting.length === view.rows.length;
  view.tools.querySelector(".shown").textContent = say(all ? "shownAll" : "shownOf", { number: fitting.length, total: view.rows.length });
}

function rowOf(row) {
  const title = element("a", { href: wayTo(row.path) }, row.title);
  if (row.lang) title.lang = row.lang;
  const body = element("a", { href: wayTo(row.data.bodies[row.body]) }, row.data.labels.short[row.body]);
  const status = element("span", { className: `status status-${row.status}` }, row.data.labels.status[row.status]);
  const line = element("tr", {}, element("th", { scope: "row" }, title), element("td", {}, body), element("td", {}, status), element("td", {}, row.period ?? ""));
  line.setAttribute("role", "row");
  [...line.cells].forEach((cell, at) => cell.setAttribute("role", at ? "cell" : "rowheader"));
  return line;
}

// Each choice as a button that takes it away.
function showChosen(view) {
  const box = view.tools.querySelector(".chosen");
  const button = (label, action, name = say("remove", { name: label })) => {
    const made = element("button", { type: "button" }, label);
    made.setAttribute("aria-label", name);
    made.addEventListener("click", () => { action(); view.tools.querySelector("input[type=search]").focus(); });
    return made;
  };
  const chosen = [...view.choice.chosen].flatMap(([key, values]) => [...values].map((value) => button(labelOf(key, value), () => choose(view, key, value, false))));
  if (chosen.length > 1 || (chosen.length && view.choice.words)) {
    const all = button(say("clear"), () => {
      view.choice = { words: "", chosen: new Map() };
      view.tools.querySelector("input[type=search]").value = "";
      view.update();
    }, say("clear"));
    all.classList.add("all");
    chosen.push(all);
  }
  box.replaceChildren(...chosen);
}

function readSort() {
  const given = new URLSearchParams(location.search).get("sort") ?? "";
  const key = given.replace(/^-/, "");
  return ["title", "body", "status", "start"].includes(key) ? { key, down: given.startsWith("-") } : { key: "", down: false };
}

function sorted(rows, { key, down }) {
  if (!key) return rows;
  const value = (row) => (key === "start" ? row.start ?? row.end ?? "" : cellOf(row, key));
  const keys = new Map(rows.map((row) => [row, value(row)]));
  return [...rows].sort((a, b) => compareKeys(down ? -1 : 1, keys.get(a), keys.get(b)) || a.place - b.place);
}

function addSortButtons(view) {
  const heads = [...view.table.querySelectorAll("thead th")];
  const show = () => heads.forEach((head) => {
    if (head.dataset.key === view.sort.key) head.setAttribute("aria-sort", view.sort.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  heads.forEach((head) => {
    const button = element("button", { type: "button", className: "sort" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const { key, down } = view.sort;
      view.sort = key !== head.dataset.key ? { key: head.dataset.key, down: false } : down ? { key: "", down: false } : { key, down: true };
      show();
      view.update(false);
    });
  });
  show();
}
