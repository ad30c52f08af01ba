/** Which paths and variable names are safe to write into the Dockerfiles that tests run in. */

import { posix } from 'node:path';

/** A name that ENV takes without quotes. */
export const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
export const VARIABLE_RULE = 'must be the name of an environment variable';

const PATH = /^\/[^\p{Cc}]*$/u;
export const PATH_RULE = 'must begin with "/" and be one line without control characters';

/** Whether a file at this path can be tested. */
export function isTestablePath(path: string): boolean {
  return PATH.test(path);
}

/** A path as Docker reads it for the tool: from the root, with `..` taken out of the text before links are followed. */
export function fromRoot(path: string): string {
  return posix.join('/', path);
}
