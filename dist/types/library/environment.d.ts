/** Renders the Dockerfile of a Python environment, for programs that use this package as a library. */
/** What a job needs of its image. */
export interface Environment {
    /** As "3.12". */
    readonly pythonVersion: string;
    /** Extras of the project, or `package:extra` for a member of its workspace. */
    readonly extras?: readonly string[];
    /** Requirements beside the project's own. With any, the image starts from the full Python image. */
    readonly pipPackages?: readonly string[];
    /** Frozen requirements to install before the sources are copied, so that changed sources do not rebuild the layer. */
    readonly preInstall?: readonly string[];
    /** Instead of `preInstall`: the paths of uv.lock and of every pyproject.toml, which say what to install then. */
    readonly manifests?: readonly string[];
    /** The Rust toolchain for packages that are built; empty for none. */
    readonly rustToolchain?: string;
    /** A Dockerfile that is used as it is; all other options are ignored then. */
    readonly dockerfile?: string;
}
/**
 * The Dockerfile of an environment: the template of examples/environment with these values.
 * Pure: the same environment gives the same text. Throws `ProblemsFound` for what cannot stand in a Dockerfile.
 */
export declare function renderDockerfile(environment: Environment): Promise<string>;
