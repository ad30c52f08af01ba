/** Text of others in Markdown and in HTML, where it must not act as either. */

/** A text for GitHub-flavoured Markdown, on one line. */
export function inMarkdown(text: string): string {
  return text
    .replace(/[&<>\\`*_{}[\]|~#@!]/g, (character) =>
      // One pass: the "#" of a reference is none of the text.
      /[&<>]/.test(character) ? reference(character) : `\\${character}`,
    )
    .replace(/\s*\n\s*/g, ' ');
}

/** A text for HTML, on one line. Between tags on lines of their own Markdown is not read, backslashes neither. */
export function inHtml(text: string): string {
  return text.replace(/[&<>"]/g, reference).replace(/\s*\n\s*/g, ' ');
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
