// A spreadsheet would take a cell that begins so for a formula.
function csvCell(words) {
  const safe = /^[=+\-@\t\r]/.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// What is shown, row by row; the places that a spanning cell reaches stay empty, so that columns stay columns.
function csvOf(table) {
  const shown = [...table.rows].filter((row) => !row.hidden && !row.parentElement.hidden);
  const reaching = new Map();
  const lines = shown.map((row) => {
    const line = [];
    const skip = () => {
      while (reaching.get(line.length) > 0) {
        reaching.set(line.length, reaching.get(line.length) - 1);
        line.push("");
      }
    };
    for (const cell of row.cells) {
      skip();
      for (let at = 0; at < cell.colSpan; at += 1) {
        reaching.set(line.length, cell.rowSpan - 1);
        line.push(at ? "" : csvCell(wordsOf(cell)));
      }
    }
    skip();
    return line.join(",");
  });
  return lines.join("\r\n") + "\r\n";
}

function addDownload(table) {
  const name = table.id || `${table.closest("figure")?.id || "table"}-data`;
  const button = element("button", { type: "button", className: "download" }, say("download"));
  if (table.caption) button.setAttribute("aria-label", `${say("download")}: ${wordsOf(table.caption)}`);
  button.addEventListener("click", () => {
    // The mark at the beginning makes spreadsheets read the file as UTF-8.
    const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(table)], { type: "text/csv;charset=utf-8" }));
    element("a", { href: address, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
  table.closest(".table-block").append(element("div", { className: "tools" }, button));
}
