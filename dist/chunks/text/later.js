// src/text/table.ts
function table(header, rows) {
	const lines = [header, ...rows];
	const widths = header.map((_, column) => Math.max(...lines.map((row) => (row[column] ?? "").length)));
	return lines.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

// src/text/markdown.ts
function inMarkdown(text) {
	return text.replace(/[&<>\\`*_{}[\]|~#@!]/g, (character) => /[&<>]/.test(character) ? reference(character) : `\\${character}`).replace(/\s*\n\s*/g, " ");
}
function inHtml(text) {
	return text.replace(/[&<>"]/g, reference).replace(/\s*\n\s*/g, " ");
}
function reference(character) {
	return `&#${character.charCodeAt(0)};`;
}

export { inHtml, inMarkdown, table };