/** Tells from its name and its value whether a variable holds a secret. */

/** Words in a name that stand for a secret: those of BuildKit's check SecretsUsedInArgOrEnv, and more. */
const SECRET =
  /(?:^|_)(?:(?:api|access)_?key|auth|credentials?|key|pass|pword|token)(?:_|$)|_pwd$|secret|passwd|password|passphrase/i;
/** Names of public values, of what only tells where a secret is (`TOKEN_FILE`), and of what is set about secrets. */
const HARMLESS = new RegExp(
  [
    '(?:^|_)public(?:_|$)',
    '_(?:file|path|dir|folder|url|uri|id|name|names|store|manager|backend|provider|engine|region|project)$',
    '_(?:type|mode|format|algorithm|hash|hasher|hashers|policy|header|prefix|suffix|version|enabled)$',
    '_(?:ttl|lifetime|expiry|expires|timeout|length|size|count|limit|limits)$',
    '^gpg_key$',
  ].join('|'),
  'i',
);
/** Names that say little: `SORT_KEY`, `AUTH`. Their values must look like a secret, too. */
const VAGUE = /^(?!.*(?:api|access|private|signing|encryption)_?key).*(?:^|_)(?:key|auth|pass)(?:_|$)/i;
const CLEAR = /token|secret|credential|passwd|password|passphrase|pword|_pwd$|_pass$|^pass$/i;
const PLAIN_WORD = /^[a-z]+(?:[-_ ][a-z]+)*$/;
/** Values that are no secret: switches, numbers, and paths (of a file that may hold the secret). */
const NO_SECRET = /^(?:|true|false|yes|no|on|off|none|[0-9.]+|[./~][^\s]*)$/i;
/** `scheme://user:password@host`. What is still to be filled in is no password: `${X}`, `<password>`, `***`. */
const IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"${}<>*[\]]+)@[a-z0-9[]/gi;
/** `Server=db;Password=…`, as .NET and ODBC write it. */
const IN_CONNECTION = /;\s*(?:password|pwd)\s*=\s*([^;\s'"${}<>*]+)/gi;

/** Whether a variable of this name is expected to hold a secret. */
export function hasSecretName(name: string): boolean {
  return SECRET.test(name) && !HARMLESS.test(name);
}

/** The passwords in the URLs and connection strings of a value, whatever the variable is called. */
export function passwordsIn(value: string): readonly string[] {
  const urls = [...value.matchAll(IN_URL)];
  const connections = value.includes('=') ? [...`;${value}`.matchAll(IN_CONNECTION)] : [];
  return [...urls, ...connections].flatMap(([, password]) => password ?? []);
}

/** Whether the variable holds a secret: its name says so and its value does not deny it, or its value alone does. */
export function holdsSecret(name: string, value: string): boolean {
  if (passwordsIn(value).length > 0) return true;
  if (!hasSecretName(name) || NO_SECRET.test(value)) return false;
  return !(VAGUE.test(name) && !CLEAR.test(name) && PLAIN_WORD.test(value));
}
