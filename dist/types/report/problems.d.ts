import type { Problem } from '../problem/problem.js';
/** Reads the text of a file a problem is in; undefined when it cannot be shown. */
export type SourceText = (file: string) => string | undefined;
/**
 * Problems as people read them: `path:line:column: message`, the line with a caret below it, and the next step.
 * Sorted by place, so that the order of checks does not show.
 */
export declare function formatProblems(problems: readonly Problem[], sourceText: SourceText): string;
export declare function sorted(problems: readonly Problem[]): readonly Problem[];
