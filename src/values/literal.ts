/**
 * A text as an expression of the matrix that gives this very text. Handlebars' own escape, `\{{`, cannot say a
 * backslash before braces; and of the backslashes before an expression it takes one. Closing braces go along: behind an
 * expression they would belong to it.
 */
export function literal(text: string): string {
  return text.replace(
    /(\\*)(\{\{\}*)/g,
    (_, backslashes: string, braces: string) =>
      `${backslashes}${backslashes === '' ? '' : '\\'}{{concat "${braces}"}}`,
  );
}
