import type { Matrix } from '../matrix/parse.js';
import type { Severity } from '../matrix/severity.js';
import type { Placed } from './checks.js';
import type { BuildRequest } from './request.js';
/** What findings do: keep everything from being published, or get reported; `off` looks for none. */
export type GateMode = 'off' | 'report' | 'gate';
/** What a run may ask for in place of what the matrix says. */
export type Asked = Pick<BuildRequest, 'scan' | 'failOn' | 'tests'>;
/** What holds for all images. */
export interface Settings {
    /** The folder that is the build context, seen from the folder of the matrix. */
    readonly context: string;
    /** Whether the matrix says what no build gets to see; without that, the context's own .dockerignore does. */
    readonly hasIgnore: boolean;
    /** What the registry cache keeps: the layers of the images, or those of all stages. */
    readonly cacheMode: 'min' | 'max';
    /** How candidates are kept in the registry until they are published: by digest alone, or under a tag too. */
    readonly staging: 'digest' | 'tag';
    readonly scan: ScanSettings;
    /** What failed tests do. */
    readonly tests: GateMode;
}
export interface ScanSettings {
    readonly mode: GateMode;
    /** The severities that fail the gate: the mildest of them, and everything worse. */
    readonly failOn: readonly Severity[];
    /** Findings without a fixed version refuse nothing. */
    readonly ignoreUnfixed: boolean;
    /** What findings in layers of the base image do. */
    readonly base: 'gate' | 'report';
    /** Paths from the folder of the matrix, as everywhere here. */
    readonly ignores?: Placed<string>;
    readonly vex: readonly Placed<string>[];
    /** Days before the end of an accepted finding from which on it is warned. */
    readonly warningDays: number;
    /** Whether an accepted finding must have a reason and an expiry date. */
    readonly strictIgnores: boolean;
}
/** The request's word before the matrix's before the default: the one place where they meet. */
export declare function settingsOf({ file, source }: Matrix, asked: Asked): Settings;
