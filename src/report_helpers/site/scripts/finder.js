// The search in the bar: the likeliest pages as one types; Enter leads to all of them.
const LISTED = 8;

function hitItem(page, terms) {
  const link = element("a", { href: wayTo(page.path) });
  link.append(element("span", { className: "name" }, ...marked(page.title, terms)), element("span", { className: "where" }, page.kind));
  return element("li", {}, link);
}

function startFinder() {
  const box = document.querySelector(".bar .search");
  const input = box.querySelector("input");
  const list = box.querySelector(".hits");
  const status = box.querySelector(".found");
  const close = () => { box.classList.remove("open"); list.hidden = true; };
  const open = () => { box.classList.add("open"); };
  let asked = 0;
  const search = async () => {
    const words = input.value;
    const turn = (asked += 1);
    if (!termsOf(words).length) {
      status.textContent = "";
      list.replaceChildren();
      close();
      return;
    }
    if (!searchable) {
      status.textContent = say("loading");
      open();
    }
    try {
      const { terms, hits } = await findPages(words);
      if (turn !== asked) return;
      list.replaceChildren(...hits.slice(0, LISTED).map((page) => hitItem(page, terms)));
      if (hits.length > LISTED) {
        const all = element("a", { href: `${box.action}?q=${encodeURIComponent(words)}`, className: "all" }, say("allFound", { number: hits.length }));
        list.append(element("li", {}, all));
      }
      list.hidden = !hits.length;
      status.textContent = foundLine(hits.length, LISTED);
      announce(status.textContent);
    } catch {
      status.textContent = say("notLoaded");
    }
    open();
  };
  let wait = 0;
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 120);
  });
  input.addEventListener("focus", () => { siteData("search").catch(() => {}); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    event.preventDefault();
    input.focus();
  });
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) close(); });
  box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) close(); });
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
    else if (event.key === "Home" && at >= 0) links[0].focus();
    else if (event.key === "End" && at >= 0) links.at(-1).focus();
    else if (event.key === "Escape") { input.focus(); close(); }
    else return;
    event.preventDefault();
  });
}
