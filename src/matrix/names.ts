/** Names every template can use, so nobody else may. */
export const BUILT_IN = ['target'] as const;

/** Facts of one run; known in tags and labels only, because rendered files must not change from commit to commit. */
export const RUN_FACTS = ['version', 'revision', 'branch'] as const;

/** Whether `--set` with this name gives a fact of the run instead of a value. */
export function isRunFact(name: string): boolean {
  return (RUN_FACTS as readonly string[]).includes(name);
}
