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
    const name = wordsOf(row.cells[0]).replace(/\s+/g, " ");
    cell.append(copyButton(row.id, name.length > 60 ? `${name.slice(0, 59)}…` : name || row.id));
    cell.classList.add("with-copy");
  });
  addEventListener("hashchange", goToTarget);
  goToTarget();
}

function copyButton(id, name) {
  const label = say("copyLink", { name });
  const button = element("button", { type: "button", className: "copy-link", title: label }, "#");
  button.setAttribute("aria-label", label);
  button.addEventListener("click", () => {
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
    copy(location.href).then(
      () => {
        button.classList.add("done");
        setTimeout(() => button.classList.remove("done"), 1500);
        announce(say("copied"));
      },
      () => announce(say("address")),
    );
  });
  return button;
}

async function copy(words) {
  await navigator.clipboard.writeText(words);
}

function goToTarget() {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place || !place.closest("details:not([open])")) return;
  openAround(place);
  place.scrollIntoView();
}

// On paper nothing opens: what is closed is opened for the print and closed after it.
function startPrinting() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));
}

function startTop() {
  const link = document.querySelector(".to-top");
  const update = () => link.classList.toggle("floating", scrollY > innerHeight * 1.5);
  addEventListener("scroll", update, { passive: true });
  update();
}
