// src/text/table.ts
function table(header, rows) {
	const lines = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...lines.map((row) => (row[column] ?? "").length)));
	return lines.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

export { table };