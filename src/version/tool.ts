/** The version of docker-matrix itself. */

declare const __VERSION__: string | undefined;

/** The version in package.json. scripts/build.mjs puts it into the bundle; tests run the sources, which have none. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-dev';
