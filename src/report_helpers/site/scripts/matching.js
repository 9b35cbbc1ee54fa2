// Which pages hold all words of a search, the likeliest first.
const SHORTEST = 2;
const BARE = 4; // a symbol without its signs, "ceaminf3208", is compared from this length
let searchable = null;

function termsOf(words) {
  const terms = fold(words).split(/\s+/).filter(Boolean);
  return terms.join("").length < SHORTEST ? [] : terms;
}

function bare(words) {
  return words.replace(/[^\p{L}\p{N}]/gu, "");
}

async function pagesToSearch() {
  const lines = await siteData("search");
  searchable ??= lines.map(([path, kind, title, also, words], place) => {
    const name = fold(title);
    const other = fold(also);
    return { path, kind, title, also, words, place, name, other, symbol: bare(other), folded: `${name} ${other} ${fold(words)}` };
  });
  return searchable;
}

function rank(page, terms, phrase) {
  if (page.other === phrase || page.name === phrase) return 6;
  if (page.symbol && page.symbol === bare(phrase)) return 5;
  if (page.name.startsWith(phrase)) return 4;
  if (terms.every((term) => page.name.includes(term) || page.other.includes(term))) return 3;
  return page.folded.includes(phrase) ? 2 : 1;
}

async function findPages(words) {
  const terms = termsOf(words);
  const pages = await pagesToSearch();
  if (!terms.length) return { terms, hits: [] };
  const phrase = terms.join(" ");
  const symbol = bare(phrase);
  const fits = (page) => terms.every((term) => page.folded.includes(term)) || (symbol.length >= BARE && page.symbol === symbol);
  const hits = pages.filter(fits).map((page) => ({ page, rank: rank(page, terms, phrase) }));
  hits.sort((a, b) => b.rank - a.rank || a.page.place - b.page.place);
  return { terms, hits: hits.map(({ page }) => page) };
}

// Where folded terms stand in words as printed.
function placesIn(words, terms) {
  const from = [];
  let folded = "";
  let offset = 0;
  for (const character of words) {
    const part = fold(character);
    for (let i = 0; i < part.length; i += 1) from.push(offset);
    folded += part;
    offset += character.length;
  }
  from.push(offset);
  const found = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) found.push([from[at], from[at + term.length]]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}

// Words with the terms marked; of long ones the part around the first.
function marked(words, terms, length = Infinity) {
  const places = placesIn(words, terms);
  const begin = words.length > length && places.length ? Math.max(0, places[0][0] - 60) : 0;
  const end = Math.min(words.length, begin + length);
  const pieces = [begin > 0 ? "… " : ""];
  let done = begin;
  for (const [start, stop] of places) {
    if (start < done || stop > end) continue;
    pieces.push(words.slice(done, start), element("mark", {}, words.slice(start, stop)));
    done = stop;
  }
  pieces.push(words.slice(done, end), end < words.length ? " …" : "");
  return pieces;
}

function foundLine(number, shown) {
  return say(["foundNone", "foundOne"][number] || (number > shown ? "foundFirst" : "found"), { number, shown });
}
