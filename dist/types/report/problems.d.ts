/** Shows problems to people, with the line of the file that each is in. */
import type { Problem } from '../problem/problem.js';
/** Reads the text of a file a problem is in; undefined when it cannot be shown. */
export type SourceText = (file: string) => string | undefined;
/**
 * Problems as a text for people: `path:line:column: message`, the line with a caret below it, and the hint. They are
 * sorted by place, whatever the order of the checks.
 */
export declare function formatProblems(problems: readonly Problem[], sourceText: SourceText): string;
/** Problems sorted by file, line and column. */
export declare function sorted(problems: readonly Problem[]): readonly Problem[];
