/** Types of what tests import from scripts/rooms.mjs and scripts/lint/rooms.mjs. */

declare module '*/scripts/rooms.mjs' {
  export const rooms: readonly (readonly [folder: string, holds: string])[];
  export const EDGES: string;
  export function roomOf(path: string): string;
}

declare module '*/scripts/lint/rooms.mjs' {
  export function wrongImport(from: string, to: string): string | undefined;
}
