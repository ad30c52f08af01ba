/** What a user asks for, with inputs of the Action or with options of the command line. */
import type { Severity } from '../matrix/severity.js';
import type { Overrides } from '../values/overrides.js';
import type { RunFacts } from '../tags/run-facts.js';
/** What the user asks for. Both inputs of the Action and options of the command line become this. */
export interface Request {
    /** Path of the matrix. All paths in the matrix start from its folder. */
    readonly matrix: string;
    readonly targets: readonly string[];
    readonly platforms: readonly string[];
    readonly overrides: Overrides;
    /** Output folder. Default: the folder of the matrix for `render` and `check`, `out` in it for `build`. */
    readonly out?: string;
    readonly facts: RunFacts;
    /** `check` also runs BuildKit's own checks, which need an engine. */
    readonly buildkitChecks?: boolean;
    readonly build: BuildRequest;
}
/** The part of a request that is about building and publishing. */
export interface BuildRequest {
    readonly push: boolean;
    readonly load: boolean;
    /** Tag patterns that replace those of the matrix. */
    readonly tags: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly builder?: string;
    readonly noCache: boolean;
    readonly pull: boolean;
    /** Build the steps anew that the matrix marks with `ARG REFRESH_EPOCH`, however new they are. */
    readonly refresh: boolean;
    readonly provenance: string;
    readonly sbom: string;
    /** How both are stored: as OCI artifacts, as images, or as the builder does by itself. */
    readonly attestationsAs: 'auto' | 'artifact' | 'image';
    /** The registry cache. `auto` reads it always, and writes it where pushing is allowed. */
    readonly cache: 'auto' | 'read' | 'off';
    /** Replaces `scan.mode` of the matrix. */
    readonly scan?: 'off' | 'report' | 'gate';
    readonly failOn?: readonly Severity[];
    /** What failed tests do. Default: `gate`. */
    readonly tests?: 'off' | 'report' | 'gate';
    readonly trivy: {
        readonly version?: string;
        readonly sha256?: string;
        readonly path?: string;
        readonly dbRepositories: readonly string[];
        readonly db?: string;
    };
    /** Move rolling tags to this run's images also where they point at images of a newer commit. */
    readonly allowOlder: boolean;
    /** Attach to every pushed image the record of how it was made. */
    readonly attachRecord: boolean;
    /** Sign every image that is pushed, with cosign and these options. */
    readonly sign: boolean;
    readonly signOptions: readonly string[];
    /** Images that are built at once. */
    readonly concurrency: number;
}
