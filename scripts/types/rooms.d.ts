/** Types of what tests import from scripts/rooms.mjs and from the rules in scripts/lint. */

declare module '*/scripts/rooms.mjs' {
  export const rooms: readonly (readonly [folder: string, holds: string])[];
  export const EDGES: string;
  export function roomOf(path: string): string;
}

declare module '*/scripts/lint/rooms.mjs' {
  export function wrongImport(from: string, to: string): string | undefined;
}

declare module '*/scripts/lint/effects.mjs' {
  type Report = (found: { readonly message: string }) => void;
  interface Rule {
    readonly create: (context: {
      readonly report: Report;
    }) => Readonly<Record<string, ((node: object) => void) | undefined>>;
  }
  const plugin: { readonly rules: Readonly<Record<'current-folder' | 'clock', Rule>> };
  export default plugin;
}
