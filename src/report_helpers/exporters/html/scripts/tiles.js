// A drawing whose parts are called tile-CODE becomes a choice of what the index lists in its row index-code.
function startTiles() {
  document.querySelectorAll("figure.chart").forEach((figure) => {
    const tiles = [...figure.querySelectorAll("svg [id*=':tile-']")].map((shape) => {
      const code = /:tile-(.+)$/.exec(shape.id)[1];
      const row = document.getElementById(`index-${code.toLowerCase()}`);
      return row && { shape, code, row, name: lineOf(row.cells[0]) };
    }).filter(Boolean);
    if (tiles.length) addTiles(figure, tiles);
  });
}

function addTiles(figure, tiles) {
  const svg = figure.querySelector("svg");
  // An image has no parts for a screen reader: a group has.
  svg.setAttribute("role", "group");
  svg.classList.add("tiles");
  const select = element("select", {}, element("option", { value: "" }, "–"));
  const sorted = [...tiles].sort((a, b) => collator().compare(a.name, b.name));
  select.append(...sorted.map((tile) => element("option", { value: tile.code }, tile.name)));
  const field = element("label", {}, element("span", {}, say("chooseState")), select);
  figure.prepend(element("div", { className: "choice" }, field, element("span", { className: "hint" }, say("chooseTile"))));
  const frame = element("div", { className: "listing-frame" });
  figure.querySelector(".scroll").after(frame);
  const listing = listingBelow(frame);
  const pick = (tile) => {
    tiles.forEach((each) => each.shape.setAttribute("aria-pressed", String(each === tile)));
    select.value = tile ? tile.code : "";
    if (!tile) listing.hide();
    else listing.show(tile.name, remarkOn(figure, tile), [tile.row], tile.row);
  };
  select.addEventListener("change", () => pick(tiles.find((tile) => tile.code === select.value)));
  listing.close.addEventListener("click", () => { pick(null); select.focus(); });
  const focus = (tile) => {
    tiles.forEach((each) => each.shape.setAttribute("tabindex", each === tile ? "0" : "-1"));
  };
  for (const tile of tiles) {
    tile.shape.setAttribute("role", "button");
    tile.shape.setAttribute("aria-label", tile.name);
    tile.shape.setAttribute("aria-pressed", "false");
    tile.shape.addEventListener("click", () => { focus(tile); pick(tile.shape.getAttribute("aria-pressed") === "true" ? null : tile); });
    tile.shape.addEventListener("keydown", (event) => {
      const next = nearest(tiles, tile, event.key);
      if (next) {
        focus(next);
        next.shape.focus();
      } else if (event.key === "Enter" || event.key === " ") {
        pick(tile);
        listing.title.focus({ preventScroll: true });
      } else return;
      event.preventDefault();
    });
  }
  focus(sorted[0]);
}

// What the figure's own data say of the state.
function remarkOn(figure, tile) {
  const rows = [...figure.querySelectorAll("details tbody tr")];
  const row = rows.find((each) => lineOf(each.cells[0]) === tile.name);
  return row ? [...row.cells].slice(1).map(lineOf).filter(Boolean).join(": ") : "";
}

// The next tile in the direction of an arrow key.
function nearest(tiles, from, key) {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] || [0, 0];
  if (!x && !y) return null;
  const middle = ({ shape }) => {
    const box = shape.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [startX, startY] = middle(from);
  const distance = (tile) => {
    const [dx, dy] = [middle(tile)[0] - startX, middle(tile)[1] - startY];
    const ahead = dx * x + dy * y;
    return ahead > 2 ? ahead + 2 * Math.abs(dx * y + dy * x) : Infinity;
  };
  const found = tiles.filter((tile) => tile !== from).map((tile) => [distance(tile), tile]).sort((a, b) => a[0] - b[0])[0];
  return found && found[0] < Infinity ? found[1] : null;
}
