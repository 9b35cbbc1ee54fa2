// What the register is filtered by. Within a facet any choice fits, between facets all must; the state of all of it stands in
// the address (?q=words&theme=trafficking&region=...), so that it can be sent and comes back with the page.
const FACETS = {
  theme: (row) => row.theme ?? [],
  region: (row, data) => (row.state ?? []).map(([code]) => data.regions[code]),
  state: (row) => (row.state ?? []).map(([code]) => code),
  body: (row) => [row.body],
  status: (row) => [row.status],
  kind: (row) => row.kind ?? [],
  people: (row) => row.people ?? [],
  practice: (row) => (row.practice ? ["yes"] : []),
};

function readChoice() {
  const query = new URLSearchParams(location.search);
  const chosen = new Map();
  for (const key of Object.keys(FACETS)) {
    const known = query.getAll(key).filter((value) => inputOf(key, value));
    if (known.length) chosen.set(key, new Set(known));
  }
  return { words: query.get("q") ?? "", chosen };
}

function writeChoice({ words, chosen }, sort) {
  const query = new URLSearchParams();
  if (words.trim()) query.set("q", words);
  for (const [key, values] of chosen) for (const value of values) query.append(key, value);
  if (sort.key) query.set("sort", `${sort.down ? "-" : ""}${sort.key}`);
  const text = query.toString();
  try {
    history.replaceState(null, "", `${location.pathname}${text && `?${text}`}`);
  } catch {
    // a browser that lets no page from a file change its address: the filter holds all the same
  }
}

function inputOf(key, value) {
  return [...document.querySelectorAll(`.facet[data-facet="${key}"] input`)].find((input) => input.value === value);
}

function labelOf(key, value) {
  return inputOf(key, value).parentElement.querySelector("span").textContent;
}

// Rows that fit, and for each facet those that would if it alone were open: its counts say what a further choice would give.
function filterRows(rows, { words, chosen }) {
  const terms = fold(words).split(/\s+/).filter(Boolean);
  const fitting = [];
  const beside = new Map(Object.keys(FACETS).map((key) => [key, []]));
  for (const row of rows) {
    if (!terms.every((term) => row.folded.includes(term))) continue;
    const wrong = [...chosen].filter(([key, values]) => !row.values[key].some((value) => values.has(value))).map(([key]) => key);
    if (!wrong.length) fitting.push(row);
    for (const key of beside.keys()) if (wrong.every((other) => other === key)) beside.get(key).push(row);
  }
  return { fitting, beside };
}

function showCounts(beside, chosen) {
  for (const [key, rows] of beside) {
    const facet = document.querySelector(`.facet[data-facet="${key}"]`);
    if (!facet) continue;
    const counts = new Map();
    for (const row of rows) for (const value of new Set(row.values[key])) counts.set(value, (counts.get(value) || 0) + 1);
    facet.classList.toggle("active", chosen.has(key));
    for (const input of facet.querySelectorAll("input")) {
      const count = counts.get(input.value) || 0;
      input.checked = chosen.get(key)?.has(input.value) ?? false;
      input.parentElement.classList.toggle("none", !count);
      input.parentElement.querySelector(".count").textContent = count;
    }
  }
}
