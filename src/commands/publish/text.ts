/** Shows which tags `publish` moved or put back. */

import type { MovedTag, RestoredTag } from '../../publish/outcome.ts';
import type { Recovery } from './request.ts';

/** What `publish` did, for people. */
export function recoveryText({ outcome, state, journal }: Recovery): string {
  if (!outcome) return `${journal}: was ${state === 'published' ? 'published' : 'rolled back'} already`;
  if (outcome.kind === 'published')
    return [
      `Published:`,
      ...[...outcome.moved, ...outcome.unchanged].map(movedLine),
      `${journal}: ${outcome.unrecorded === undefined ? 'published' : 'unfinished'}`,
    ].join('\n');
  return [
    ...(outcome.restored.length > 0 ? ['Put back:', ...outcome.restored.map(restoredLine)] : []),
    `${journal}: ${state === 'rolled-back' ? 'rolled back' : 'unfinished'}`,
  ].join('\n');
}

/** What `publish --format json` prints. */
export function recoveryJson({ direction, journal, state, outcome, problems }: Recovery): object {
  const rolledBack = outcome?.kind === 'rolled-back' ? outcome : undefined;
  return {
    direction,
    journal,
    state,
    published: outcome?.kind === 'published' ? [...outcome.moved, ...outcome.unchanged] : [],
    restored: rolledBack?.restored ?? [],
    left: rolledBack?.left ?? [],
    taken: rolledBack?.taken ?? [],
    problems,
  };
}

/** The Action's outputs. */
export function recoveryOutputs({ journal, outcome }: Recovery): Readonly<Record<string, string>> {
  const published = outcome?.kind === 'published' ? [...outcome.moved, ...outcome.unchanged] : [];
  return {
    journal,
    tags: published
      .map(({ reference }) => reference)
      .toSorted()
      .join('\n'),
  };
}

function movedLine({ reference, digest }: MovedTag): string {
  return `  ${reference} → ${digest}`;
}

function restoredLine({ reference, digest }: RestoredTag): string {
  return `  ${reference} ${digest === undefined ? 'is deleted' : `→ ${digest}`}`;
}
