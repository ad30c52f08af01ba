/** Keeps the last lines that each step of a build has printed, from the pieces in which BuildKit passes them on. */

import { StringDecoder } from 'node:string_decoder';

/** How many lines of a step's output are kept, in case it fails. */
export const KEPT_LINES = 30;
/** A line that never ends is cut here, so that it does not fill the memory. */
const LONGEST_LINE = 64 * 1024;

/** What one step has printed. */
interface Output {
  readonly lines: string[];
  /** The line that each stream has begun and not ended: a piece may end in the middle of a line, or of a character. */
  readonly begun: Map<number, { readonly decoder: StringDecoder; text: string }>;
}

const NOTHING: Output = { lines: [], begun: new Map() };

/** Makes an empty store. */
export function stepOutputs() {
  const outputs = new Map<string, Output>();
  return {
    /** Adds a piece. `stream` is 1 for standard output, 2 for standard error: no line goes from one to the other. */
    add: (step: string, stream: number, bytes: Uint8Array): void => {
      const output: Output = outputs.get(step) ?? { lines: [], begun: new Map() };
      outputs.set(step, output);
      const begun = output.begun.get(stream) ?? { decoder: new StringDecoder('utf8'), text: '' };
      output.begun.set(stream, begun);
      const pieces = (begun.text + begun.decoder.write(bytes)).split(/\r\n|\r|\n/);
      begun.text = (pieces.pop() ?? '').slice(-LONGEST_LINE);
      output.lines.push(...pieces.filter(Boolean).slice(-KEPT_LINES));
      output.lines.splice(0, output.lines.length - KEPT_LINES);
    },
    /** The last lines of a step, also those that no line break ends. */
    lines: (step: string): readonly string[] => {
      const { lines, begun } = outputs.get(step) ?? NOTHING;
      return [...lines, ...[...begun.values()].map(({ text }) => text).filter(Boolean)].slice(-KEPT_LINES);
    },
  };
}
