// The activities that links of an index lead to, each once: number, title where the page has it, role.
function activitiesOf(places) {
  const found = new Map();
  for (const link of places.flatMap((place) => [...place.querySelectorAll("a[href^='#']")])) {
    const id = decodeURIComponent(link.hash.slice(1));
    const title = document.getElementById(`${id}-title`);
    if (found.has(id) || !(title || document.getElementById(id))) continue;
    const after = link.nextSibling?.nodeType === Node.TEXT_NODE ? link.nextSibling.data : "";
    found.set(id, { number: lineOf(link), title: title ? lineOf(title) : "", role: /^\s*\(([^()]*)\)/.exec(after)?.[1] ?? "" });
  }
  return found;
}

// What was chosen, in a part of the page below the choice: a heading, the list, the way to the index.
function listingBelow(block) {
  const title = element("p", { className: "listed", tabIndex: -1 });
  const body = element("div");
  const close = element("button", { type: "button", className: "close" }, say("close"));
  const box = element("div", { className: "listing", hidden: true }, title, close, body);
  box.setAttribute("role", "group");
  block.append(box);
  const show = (name, remark, places, index) => {
    const activities = activitiesOf(places);
    title.textContent = name;
    box.setAttribute("aria-label", name);
    const lines = [...activities].map(([id, { number, title: words, role }]) => element("li", {},
      element("a", { href: `#${encodeURIComponent(id)}` }, number), words ? ` ${words}` : "", role ? ` (${role})` : ""));
    body.replaceChildren();
    if (remark) body.append(element("p", {}, remark));
    if (lines.length) body.append(element("ul", {}, ...lines));
    if (index) body.append(element("p", {}, element("a", { href: `#${encodeURIComponent(index.id)}` }, say("inIndex"))));
    box.hidden = false;
    announce([name, remark].filter(Boolean).join(": "));
  };
  return { box, title, close, show, hide: () => { box.hidden = true; } };
}
