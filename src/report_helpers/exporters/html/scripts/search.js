const LISTED = 100;
const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, caption, figcaption, summary, pre, blockquote, dt, dd";
let index = null;

// The text in units that a reader takes in at once: a paragraph, an item, a row of a compact table.
function buildIndex() {
  const main = document.querySelector("main");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches("svg, button, .filter, .choice, .listing, .hint, .mark, .back, annotation") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const units = new Map();
  const path = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.ELEMENT_NODE) {
      const level = /^H([2-6])$/.exec(node.tagName);
      if (level) path.splice(level[1] - 2, path.length, wordsOf(node));
      continue;
    }
    const block = node.parentElement.closest(BLOCKS);
    const place = node.parentElement.closest(".compact tbody tr, .matrix tbody tr") || block || main;
    let unit = units.get(place);
    if (!unit) units.set(place, (unit = { place, where: [...path.slice(0, 2), ...rowOf(node)].join(" › "), words: "", nodes: [], block }));
    if (unit.block !== block) unit.words += " ";
    unit.block = block;
    unit.nodes.push({ node, start: unit.words.length });
    unit.words += node.data;
  }
  return [...units.values()].filter((unit) => unit.words.trim()).map((unit) => ({ ...unit, folded: fold(unit.words) }));
}

// The row of a text table is named by its header: a cell there is far from it.
function rowOf(node) {
  const head = node.parentElement.closest(".text tbody tr")?.querySelector("th[scope=row]");
  return head && !head.contains(node) ? [wordsOf(head).replace(/\s+/g, " ").slice(0, 60)] : [];
}

// Where in the words as printed a folded term stands.
function locate(unit, term) {
  const from = [];
  let folded = "";
  let offset = 0;
  for (const character of unit.words) {
    const part = fold(character);
    for (let i = 0; i < part.length; i += 1) from.push(offset);
    folded += part;
    offset += character.length;
  }
  from.push(offset);
  const found = [];
  for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
    found.push([from[at], from[at + term.length]]);
  }
  return found;
}

function rangeOf(unit, [start, end]) {
  const at = (offset) => unit.nodes.findLast((piece) => piece.start <= offset);
  const range = new Range();
  const first = at(start);
  const last = at(end - 1);
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  return range;
}

function showHit(unit, terms) {
  openAround(unit.place);
  document.querySelector(".hit-place")?.classList.remove("hit-place");
  unit.place.classList.add("hit-place");
  if (globalThis.Highlight && CSS.highlights) {
    const ranges = terms.flatMap((term) => locate(unit, term)).map((piece) => rangeOf(unit, piece));
    CSS.highlights.set("found", new Highlight(...ranges));
  }
  if (!unit.place.hasAttribute("tabindex")) unit.place.tabIndex = -1;
  unit.place.focus({ preventScroll: true });
  unit.place.scrollIntoView({ block: "center" });
}

function hitItem(unit, terms, close) {
  const pieces = terms.flatMap((term) => locate(unit, term)).sort((a, b) => a[0] - b[0]);
  const begin = Math.max(0, pieces[0][0] - 50);
  const end = Math.min(unit.words.length, pieces[0][1] + 110);
  const context = element("span", { className: "context" }, begin > 0 ? "… " : "");
  let done = begin;
  for (const [from, to] of pieces) {
    if (from < done || to > end) continue;
    context.append(unit.words.slice(done, from), element("mark", {}, unit.words.slice(from, to)));
    done = to;
  }
  context.append(unit.words.slice(done, end), end < unit.words.length ? " …" : "");
  const near = unit.place.closest("[id]");
  const link = element("a", { href: `#${encodeURIComponent(near.id)}` });
  link.append(element("span", { className: "where" }, unit.where), context);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    close();
    showHit(unit, terms);
  });
  return element("li", {}, link);
}

function startSearch() {
  const box = document.querySelector(".search");
  const input = box.querySelector("input");
  const list = box.querySelector(".hits");
  const status = box.querySelector(".found");
  const close = () => { box.classList.remove("open"); list.hidden = true; };
  const search = () => {
    const terms = fold(input.value).split(/\s+/).filter(Boolean);
    CSS.highlights?.delete("found");
    list.replaceChildren();
    if (!terms.length || terms.join("").length < 2) {
      status.textContent = "";
      close();
      return;
    }
    index ??= buildIndex();
    const hits = index.filter((unit) => terms.every((term) => unit.folded.includes(term)));
    list.append(...hits.slice(0, LISTED).map((unit) => hitItem(unit, terms, close)));
    box.classList.add("open");
    list.hidden = !hits.length;
    const many = hits.length > LISTED ? "foundMany" : "found";
    status.textContent = say(["foundNone", "foundOne"][hits.length] || many, { number: hits.length, shown: LISTED });
    announce(status.textContent);
  };
  let wait = 0;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    input.focus();
  });
  input.addEventListener("focus", () => { if (input.value && !box.classList.contains("open")) search(); });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) close(); });
  box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) close(); });
  box.addEventListener("keydown", (event) => moveInHits(event, input, list, search, close));
}

function moveInHits(event, input, list, search, close) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
  else if (event.key === "Home" && at >= 0) links[0].focus();
  else if (event.key === "End" && at >= 0) links.at(-1).focus();
  else if (event.key === "Enter" && document.activeElement === input) {
    search();
    list.querySelector("a")?.click();
  } else if (event.key === "Escape") {
    input.focus();
    close();
  } else return;
  event.preventDefault();
}
