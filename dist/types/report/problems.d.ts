/** Shows problems to people, with the line of the file that each is in. */
import { type Problem } from '../problem/problem.js';
/** Reads the text of a file a problem is in; undefined when it cannot be shown. */
export type SourceText = (file: string) => string | undefined;
/**
 * Problems as a text for people: `path:line:column: message`, the line with a caret below it, and the hint. They are
 * sorted by place, whatever the order of the checks.
 */
export declare function formatProblems(problems: readonly Problem[], sourceText: SourceText): string;
/**
 * What the user has to change when a run failed like this; nothing for a defect of this program. Bounds find what nests
 * too deeply before it comes to this.
 */
export declare function problemsIn(cause: unknown): readonly Problem[] | undefined;
/** Problems sorted by file, line and column. */
export declare function sorted(problems: readonly Problem[]): readonly Problem[];
/** A message that is not longer than people read: a name in it may be megabytes long. */
export declare function shortMessage(message: string): string;
