/** How deeply lists and mappings may stand in each other, in any file that is read. */

/** No matrix and no file of a project needs more. Without a bound, a deeper one would end the program. */
export const MAX_NESTING = 100;

export const TOO_DEEP = `lists and mappings stand in each other too deeply; at most ${MAX_NESTING} levels are allowed`;

/** Whether data has more levels of lists and mappings than are allowed. */
export function isTooDeep(data: unknown): boolean {
  let level: readonly unknown[] = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null
        ? Object.values(item).filter((inner) => typeof inner === 'object' && inner !== null)
        : [],
    );
  }
  return false;
}
