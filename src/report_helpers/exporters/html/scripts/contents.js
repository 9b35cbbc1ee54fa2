function startContents() {
  const nav = document.querySelector("nav.contents");
  if (!nav) return;
  const wide = matchMedia("(min-width: 64rem)");
  const details = nav.querySelector("details");
  const fit = () => { details.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
  nav.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) details.open = false;
  });
  document.querySelector(".to-contents").addEventListener("click", () => {
    details.open = true;
    nav.querySelector("summary").focus({ preventScroll: true });
  });
  followScroll(nav);
}

function followScroll(nav) {
  const lines = [...nav.querySelectorAll("a")]
    .map((link) => ({ link, heading: placeOf(link) }))
    .filter((line) => line.heading);
  let current = null;
  let asked = false;
  const update = () => {
    asked = false;
    const limit = innerHeight * 0.3;
    let now = lines[0];
    for (const line of lines.filter(({ link }) => !link.parentElement.hidden)) if (line.heading.getBoundingClientRect().top <= limit) now = line;
    if (!now || now === current) return;
    current?.link.removeAttribute("aria-current");
    now.link.setAttribute("aria-current", "location");
    current = now;
    keepInView(nav, now.link);
  };
  const ask = () => {
    if (!asked) requestAnimationFrame(update);
    asked = true;
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  update();
}

// Scrolls the list of contents alone: scrollIntoView would move the page as well.
function keepInView(box, line) {
  const outer = box.getBoundingClientRect();
  const inner = line.getBoundingClientRect();
  if (inner.top < outer.top + 40) box.scrollTop -= outer.top + 80 - inner.top;
  else if (inner.bottom > outer.bottom - 40) box.scrollTop += inner.bottom - outer.bottom + 80;
}
