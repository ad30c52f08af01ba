declare const __VERSION__: string | undefined;

/** package.json's, put in by scripts/build.mjs; from the sources (tests) there is none. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-dev';
