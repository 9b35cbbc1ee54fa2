// The filtered set as a file: every column of the data, all rows that fit and not only those that are listed.
const KINDS = {
  csv: "text/csv;charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

// What a row says in a column, as text.
function cellOf(row, key) {
  const { labels, edition } = row.data;
  const named = (kind) => (row[kind] ?? []).map((code) => labels[kind][code]).join("; ");
  if (key === "edition") return String(edition);
  if (key === "body") return labels.body[row.body];
  if (key === "status") return labels.status[row.status];
  if (key === "practice") return row.practice ? labels.practice.yes : "";
  if (key === "state") return rolesOf(row).map(([code, roles]) => `${labels.state[code]} (${roles.join(", ")})`).join("; ");
  if (["kind", "theme", "people"].includes(key)) return named(key);
  if (key === "address" && !/^https?:/.test(row.address)) return new URL(wayTo(row.address), location.href).href;
  return row[key] ?? "";
}

function rolesOf(row) {
  const found = new Map();
  for (const [code, role] of row.state ?? []) found.set(code, [...(found.get(code) ?? []), row.data.labels.role[role]]);
  return [...found];
}

function tableOf(rows, columns) {
  return [columns.map(([, label]) => label), ...rows.map((row) => columns.map(([key]) => cellOf(row, key)))];
}

function startExport(view) {
  view.tools.querySelectorAll("[data-export]").forEach((button) => {
    button.addEventListener("click", async () => {
      if (!view.rows) await view.update(false);
      const { columns, edition } = view.rows[0].data;
      const lines = tableOf(view.fitting, columns);
      const kind = button.dataset.export;
      const name = `register-${edition}`;
      // The mark at the beginning makes spreadsheets read the file as UTF-8.
      const parts = kind === "csv" ? ["\ufeff", lines.map((line) => line.map(csvCell).join(",") + "\r\n").join("")] : workbookOf(name, lines);
      const address = URL.createObjectURL(new Blob(parts, { type: KINDS[kind] }));
      element("a", { href: address, download: `${name}.${kind}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
  });
}
