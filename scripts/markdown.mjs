/** Writes tables into Markdown files that are otherwise written by hand. */

/** Replaces what stands between `<!-- NAME: … -->` and `<!-- /NAME -->`. */
export function between(text, name, content) {
  const markers = new RegExp(`(<!-- ${name}: [^>]*-->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!markers.test(text)) throw new Error(`there are no markers for "${name}"`);
  return text.replace(markers, (_, begin, end) => `${begin}${content}${end}`);
}

/** A table; its cells are Markdown. */
export function table(header, rows) {
  return [header, header.map(() => '---'), ...rows.map((cells) => cells.map(cell))]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

/** A cell is one line, and `|` is escaped: it would end the cell, even inside code. */
function cell(text) {
  return text.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

export function code(text) {
  return `\`${text}\``;
}
