/** Types of what tests import from scripts/fuzz. */

interface Seed {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly options: readonly string[];
}

declare module '*/scripts/fuzz/seeds.mjs' {
  export function seeds(): readonly Seed[];
}

declare module '*/scripts/fuzz/inputs.mjs' {
  export function inputsOf(seeds: readonly Seed[], seed: number): (index: number) => unknown;
}
