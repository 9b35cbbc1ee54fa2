function startLinks() {
  document.querySelectorAll("main h2[id], main h3[id], main h4[id]").forEach((heading) => {
    if (heading.closest("td, th")) return;
    const line = element("div", { className: "heading" });
    heading.replaceWith(line);
    line.append(heading, copyButton(heading.id, wordsOf(heading)));
  });
  document.querySelectorAll("main tr[id]").forEach((row) => {
    // Not in the row's header: its words are said with each cell.
    const cell = [...row.cells].findLast((each) => each.tagName === "TD" && each.textContent.trim()) || row.cells[row.cells.length - 1];
    const name = lineOf(row.cells[0]);
    cell.append(copyButton(row.id, name.length > 60 ? `${name.slice(0, 59)}…` : name || row.id));
    cell.classList.add("with-copy");
  });
  addEventListener("hashchange", goToTarget);
  // A link to the place that the address names already changes nothing that a browser would tell of.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    const place = link && placeOf(link);
    if (place) openAround(place);
  });
}

function copyButton(id, name) {
  const label = say("copyLink", { name });
  const button = element("button", { type: "button", className: "copy-link", title: label }, "#");
  button.setAttribute("aria-label", label);
  button.addEventListener("click", () => {
    const address = new URL(location.href);
    address.hash = encodeURIComponent(id);
    try {
      history.replaceState(null, "", address.href);
    } catch {
      // the address stays as it is; the link is copied all the same
    }
    address.search = "";
    copyAddress(address.href, button);
  });
  return button;
}

function goToTarget() {
  const place = location.hash && placeOf(location);
  if (!place || (!place.closest("details:not([open])") && place.checkVisibility?.())) return;
  openAround(place);
  place.scrollIntoView();
}

function startTop() {
  const link = document.querySelector(".to-top");
  const update = () => link.classList.toggle("floating", scrollY > innerHeight * 1.5);
  addEventListener("scroll", update, { passive: true });
  update();
}
