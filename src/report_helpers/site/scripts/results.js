// The page of the search: everything that was found, by kind of page. The search stands in the address.
const SHOWN = 50;

async function startResults() {
  const line = document.querySelector(".count-line");
  const words = new URLSearchParams(location.search).get("q") ?? "";
  document.querySelector(".bar .search input").value = words;
  if (!words.trim()) return;
  line.textContent = say("loading");
  try {
    const { terms, hits } = await findPages(words);
    document.title = `${words} – ${document.title}`;
    showResults(line, words, terms, hits);
  } catch {
    line.textContent = say("notLoaded");
  }
}

function showResults(line, words, terms, hits) {
  const kinds = new Map();
  for (const page of hits) kinds.set(page.kind, (kinds.get(page.kind) || 0) + 1);
  const box = document.querySelector(".kinds");
  const list = document.querySelector(".all-hits");
  const more = document.querySelector(".more-hits");
  let kind = null;
  let shown = SHOWN;
  const show = () => {
    const chosen = hits.filter((page) => !kind || page.kind === kind);
    list.replaceChildren(...chosen.slice(0, shown).map((page) => resultItem(page, terms)));
    line.textContent = `${say("words", { words })} · ${foundLine(chosen.length, chosen.length)}`;
    more.hidden = chosen.length <= shown;
    more.textContent = say("more", { number: Math.min(SHOWN, chosen.length - shown) });
    box.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.value === (kind ?? ""))));
  };
  more.addEventListener("click", () => {
    const next = shown;
    shown += SHOWN;
    show();
    list.children[next].querySelector("a").focus();
  });
  if (kinds.size > 1) {
    box.append(...[["", hits.length], ...kinds].map(([name, count]) => {
      const button = element("button", { type: "button", value: name }, `${name || say("any")} (${count})`);
      button.addEventListener("click", () => { kind = name || null; shown = SHOWN; show(); });
      return button;
    }));
  }
  show();
}

function resultItem(page, terms) {
  const link = element("a", { href: wayTo(page.path) }, ...marked(page.title, terms));
  const parts = [link, element("span", { className: "where" }, [page.kind, page.also].filter(Boolean).join(" · "))];
  if (page.words) parts.push(element("span", { className: "context" }, ...marked(page.words, terms, 220)));
  return element("li", {}, ...parts);
}
