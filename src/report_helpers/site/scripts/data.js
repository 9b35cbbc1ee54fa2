// Data that a script asks for comes as a script of its own: a page from a file may not fetch anything.
const waiting = new Map();
const arrived = new Map();

document.addEventListener("site-data", (event) => {
  const [name, value] = event.detail;
  arrived.set(name, value);
});

// What is called search or register, once for a page; rejected where it can't be loaded, and then tried again.
function siteData(name) {
  if (arrived.has(name)) return Promise.resolve(arrived.get(name));
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((done, failed) => {
      const script = element("script", { src: document.body.dataset[name] });
      script.addEventListener("load", () => (arrived.has(name) ? done(arrived.get(name)) : failed(new Error(name))));
      script.addEventListener("error", () => { waiting.delete(name); script.remove(); failed(new Error(name)); });
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

// The way from this page to a path of the site.
function wayTo(path) {
  return document.body.dataset.root + path;
}
