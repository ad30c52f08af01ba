import type { Severity } from '../matrix/severity.js';
import type { Overrides } from '../values/overrides.js';
import type { RunFacts } from '../tags/run-facts.js';
export declare const COMMANDS: readonly ['check', 'render', 'plan', 'build'];
export type CommandName = (typeof COMMANDS)[number];
/** What is asked for, whoever asked: the Action's inputs and the command line's options end up here. */
export interface Request {
    readonly command: CommandName;
    /** Path of the matrix; its folder is the root that all its paths start from. */
    readonly matrix: string;
    readonly targets: readonly string[];
    readonly platforms: readonly string[];
    readonly overrides: Overrides;
    /** Where files go. Default: the root for `render` and `check`, `out` below it for `build`. */
    readonly out?: string;
    readonly facts: RunFacts;
    /** `check` also runs BuildKit's own checks, which need an engine. */
    readonly buildkitChecks?: boolean;
    readonly build: BuildRequest;
}
export interface BuildRequest {
    readonly push: boolean;
    readonly load: boolean;
    /** Tag patterns in place of the matrix's. */
    readonly tags: readonly string[];
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly builder?: string;
    readonly noCache: boolean;
    readonly pull: boolean;
    readonly provenance: string;
    readonly sbom: string;
    /** `auto` reads always and writes where pushing is allowed. */
    readonly cache: 'auto' | 'read' | 'off';
    /** Instead of the matrix's `scan:`. */
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
    /** Attach its record to every image that is pushed. */
    readonly attachRecord: boolean;
    /** Sign every image that is pushed, with cosign and these options. */
    readonly sign: boolean;
    readonly signOptions: readonly string[];
    /** Images that are built at once. */
    readonly concurrency: number;
}
