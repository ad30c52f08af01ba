/** Finds what a stage takes files from: other stages, images and build contexts. */

import { mountOptions } from './flags.ts';
import { readInstructions, type Instruction } from './instructions.ts';

/**
 * The names that a stage's instructions take files from: `COPY --from=`, `ADD --from=` and `RUN --mount=…,from=`.
 * Some of them may be external images; the caller knows the names of stages.
 */
export function stageReferences(body: string): readonly string[] {
  return [...new Set(readInstructions(body).instructions.flatMap(referencesOf))];
}

/** The names that one instruction takes files from. */
export function referencesOf({ keyword, flags }: Instruction): readonly string[] {
  return flags.flatMap(({ name, value }) => {
    if (name === '--from' && (keyword === 'COPY' || keyword === 'ADD')) return [value];
    return name === '--mount' && keyword === 'RUN' ? (mountOptions(value).get('from') ?? []) : [];
  });
}
