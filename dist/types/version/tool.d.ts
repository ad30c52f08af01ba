/** package.json's, put in by scripts/build.mjs; from the sources (tests) there is none. */
export declare const version: string;
