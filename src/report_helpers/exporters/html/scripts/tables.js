function startTables() {
  document.querySelectorAll("table.data").forEach((table) => {
    addSorting(table);
    addDownload(table);
  });
  startScrolling();
}

// Only what does scroll needs to be a stop of the keyboard and a region.
function startScrolling() {
  const roles = new WeakMap();
  const fit = ({ target }) => {
    const scrolls = target.scrollWidth > target.clientWidth + 1;
    if (!roles.has(target)) roles.set(target, target.getAttribute("role"));
    if (scrolls) {
      target.tabIndex = 0;
      target.setAttribute("role", roles.get(target));
    } else {
      target.removeAttribute("tabindex");
      target.setAttribute("role", "group");
    }
    target.classList.toggle("scrolls", scrolls);
  };
  const observer = new ResizeObserver((entries) => entries.forEach(fit));
  document.querySelectorAll(".scroll").forEach((part) => observer.observe(part));
}
