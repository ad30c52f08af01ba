/** The version of docker-matrix itself. */
/** The version in package.json. scripts/build.mjs puts it into the bundle; tests run the sources, which have none. */
export declare const version: string;
