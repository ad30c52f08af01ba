import type { UnifiedDiff } from './compare.ts';

/** Loads the library on first need: most commands never compare texts. */
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
