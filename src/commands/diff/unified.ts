/** Unified diffs of two texts. */

import type { UnifiedDiff } from './compare.ts';

/** Loads the diff library, which most commands do not need. */
export async function loadUnifiedDiff(): Promise<UnifiedDiff> {
  const { structuredPatch } = await import('diff');
  return (before, after) => {
    const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 3 });
    return hunks
      .flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
        `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
        ...lines,
      ])
      .join('\n');
  };
}
