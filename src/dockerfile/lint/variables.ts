/** The variables that ARG and ENV instructions set. */

import { shellWords } from '../heredocs.ts';
import type { Instruction } from '../instructions.ts';

/** A variable that ARG or ENV sets. */
export interface Variable {
  readonly name: string;
  /** Without its quotes; absent for an ARG without default. */
  readonly value: string | undefined;
  readonly line: number;
}

/** What an ARG or ENV instruction sets; nothing for other instructions. */
export function variablesOf(instruction: Instruction): readonly Variable[] {
  const { keyword, text, positionOf } = instruction;
  if (keyword !== 'ARG' && keyword !== 'ENV') return [];
  const oldForm = keyword === 'ENV' ? /^([^\s=]+)\s+(.*)$/s.exec(text) : null;
  // `ENV NAME value`, without "=": the whole rest is one value.
  if (oldForm?.[1] !== undefined)
    return [{ name: oldForm[1], value: oldForm[2] ?? '', line: instruction.line }];
  let from = 0;
  return shellWords(text).map((word) => {
    const offset = text.indexOf(word, from);
    from = offset + word.length;
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    return { name, value: value?.replace(/^(["'])(.*)\1$/s, '$2'), line: positionOf(offset).line };
  });
}
