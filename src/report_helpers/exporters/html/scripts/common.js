let messages = {};
let labels = {};

function readData() {
  messages = JSON.parse(document.querySelector("script.messages").textContent);
  labels = JSON.parse(document.querySelector("script.labels").textContent);
}

function say(key, values = {}) {
  return messages[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function announce(message) {
  const region = document.querySelector(".announcements");
  region.textContent = "";
  setTimeout(() => { region.textContent = message; }, 50);
}

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

let order = null;

function collator() {
  order ??= new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  return order;
}

function placeOf(link) {
  return link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
}

// What is inside a closed part of the page, or filtered out, can't be scrolled to.
function openAround(place) {
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  liftFilters(place);
}

// Words without what a script added and without footnote marks, blocks on lines of their own.
function wordsOf(place) {
  let words = "";
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      words += node.data.replace(/\s+/g, " ");
    } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(".mark, .copy-link, annotation")) {
      const apart = node.matches("p, li, ul, ol, div, br, blockquote, pre, h2, h3, h4, h5, h6");
      if (apart) words += "\n";
      node.childNodes.forEach(visit);
      if (apart) words += "\n";
    }
  };
  place.childNodes.forEach(visit);
  return words.replace(/\s*\n\s*/g, "\n").trim();
}

function lineOf(place) {
  return wordsOf(place).replace(/\s+/g, " ");
}

// What sticks below the bar, and where links lead to, needs to know how high it is.
function startBar() {
  const bar = document.querySelector(".bar");
  const fit = () => {
    const sticks = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    document.documentElement.style.setProperty("--bar", `${sticks}px`);
  };
  new ResizeObserver(fit).observe(bar);
  fit();
}
