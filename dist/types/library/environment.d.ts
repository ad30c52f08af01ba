/** What a job needs of its image. */
export interface Environment {
    /** As "3.12". */
    readonly pythonVersion: string;
    /** Extras of the project, or `package:extra` for a member of its workspace. */
    readonly extras?: readonly string[];
    /** Requirements beside the project's own. With any, the image starts from the full Python image. */
    readonly pipPackages?: readonly string[];
    /** Frozen requirements that are installed before the sources are copied: while only sources change, their layer stays. */
    readonly preInstall?: readonly string[];
    /** Paths of uv.lock and of every pyproject.toml, in place of `preInstall`: installed from before the sources are copied. */
    readonly manifests?: readonly string[];
    /** The Rust toolchain for packages that are built; empty for none. */
    readonly rustToolchain?: string;
    /** A Dockerfile that is used as it is; nothing else counts then. */
    readonly dockerfile?: string;
}
/**
 * A whole Dockerfile, with nothing left to fill in: the template of examples/environment with these values.
 * Pure: the same environment gives the same text. Throws `ProblemsFound` for what cannot stand in a Dockerfile.
 */
export declare function renderDockerfile(environment: Environment): Promise<string>;
