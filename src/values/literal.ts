/** Writes a text so that templates print it as it is, even if it has `{{` in it. */

/**
 * An expression of the matrix that gives exactly this text. `{{` becomes `{{concat "{{"}}`, because the escape of
 * Handlebars, `\{{`, cannot write a backslash before braces. Backslashes before an expression get one more, which
 * Handlebars removes. Closing braces right behind go into the same `concat`, or they would end the expression.
 */
export function literal(text: string): string {
  return text.replace(
    /(\\*)(\{\{\}*)/g,
    (_, backslashes: string, braces: string) =>
      `${backslashes}${backslashes === '' ? '' : '\\'}{{concat "${braces}"}}`,
  );
}
