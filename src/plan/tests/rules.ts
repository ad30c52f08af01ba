/** Which paths and variable names are safe to write into the Dockerfiles that tests run in. */

/** A name that ENV takes without quotes. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
export const VARIABLE_RULE = 'must be the name of an environment variable';

/** Characters that are no pattern for COPY. Those that its flags cannot hold are replaced with `?` there. */
const PATH = /^\/[\p{L}\p{M}\p{N} ._/@+:,=~%(){}&;<>|-]*$/u;
export const PATH_RULE =
  'must begin with "/", and have no quotes, brackets or characters with a meaning in patterns';

/** Whether a file at this path can be tested. */
export function isTestablePath(path: string): boolean {
  return PATH.test(path) && path.split('/').every((part) => part !== '..' && part !== '.');
}
