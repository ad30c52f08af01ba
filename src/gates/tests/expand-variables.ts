/** Replaces $NAME and ${NAME} in a text, by the rules of container-structure-test. */

/** Special names of one character, such as `$1` or `$?`. */
const SPECIAL = /^[*#$@!?0-9-]/;

/**
 * Works like Go's `os.Expand` (https://pkg.go.dev/os#Expand), which container-structure-test uses: `$NAME` and
 * `${NAME}` become the value of the variable, or nothing when it is not set. Text after a `$` that is no name is kept.
 */
export function expandVariables(text: string, variable: (name: string) => string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0 || dollar + 1 >= text.length) return result + text.slice(at);
    const { name, length } = nameOf(text.slice(dollar + 1));
    result += text.slice(at, dollar);
    if (name !== '') result += variable(name);
    // A `$` that is not before a name stays. Broken braces, such as `${}`, are removed.
    else if (length === 0) result += '$';
    at = dollar + 1 + length;
  }
  return result;
}

function nameOf(rest: string): { name: string; length: number } {
  if (rest.startsWith('{')) {
    if (rest.length > 2 && SPECIAL.test(rest[1] ?? '') && rest[2] === '}')
      return { name: rest[1] ?? '', length: 3 };
    const end = rest.indexOf('}');
    if (end < 0) return { name: '', length: 1 };
    return end === 1 ? { name: '', length: 2 } : { name: rest.slice(1, end), length: end + 1 };
  }
  const special = SPECIAL.exec(rest)?.[0];
  if (special !== undefined) return { name: special, length: 1 };
  const name = /^\w*/.exec(rest)?.[0] ?? '';
  return { name, length: name.length };
}
