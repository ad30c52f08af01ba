/** What may stand in the Dockerfile that tests run in, without any meaning of its own there. */

export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
export const VARIABLE_RULE = 'must be the name of an environment variable';

/** Characters that are no pattern for COPY, and need no quoting in its flags but for those that `?` stands for. */
const PATH = /^\/[\p{L}\p{M}\p{N} ._/@+:,=~%(){}&;<>|-]*$/u;
export const PATH_RULE =
  'must begin with "/", and have no quotes, brackets or characters with a meaning in patterns';

export function isTestablePath(path: string): boolean {
  return PATH.test(path) && path.split('/').every((part) => part !== '..' && part !== '.');
}
