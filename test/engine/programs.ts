/** The registry programs that publishing is tested on, and what each of them decides for itself. */

import { engine } from '../rig/engine.ts';

export interface RegistryProgram {
  readonly name: string;
  /** Host and port, over plain http. */
  readonly host: string;
  /** What it answers to DELETE of a tag, and of a tag that is not there. With 400 it deletes digests only. */
  readonly tagDeletion: { readonly present: 202 | 400; readonly absent: 404 | 400 };
  /** The request by which a tag that we remove leaves its image: its deletion, or a placeholder in its place. */
  readonly removal: 'DELETE' | 'PUT';
  /** Whether the addresses that it gives to uploads name a host. */
  readonly uploads: 'absolute' | 'relative';
}

export const programs: readonly RegistryProgram[] = [
  {
    name: 'Distribution 2',
    host: engine.registry,
    tagDeletion: { present: 400, absent: 400 },
    removal: 'PUT',
    uploads: 'absolute',
  },
  {
    name: 'Distribution 3',
    host: engine.secondRegistry,
    tagDeletion: { present: 202, absent: 404 },
    removal: 'DELETE',
    uploads: 'relative',
  },
];

/** The program that the mirrors of a program's images are on. */
export function mirrorOf(program: RegistryProgram): RegistryProgram {
  return programs.find((other) => other !== program) ?? program;
}

/**
 * What is behind the two names that a front on this machine has, for `startGhcr`. To a client they are two registries,
 * which stop at the same moment.
 */
export function behindFront(program: RegistryProgram): (name: string) => string {
  return (name) => `http://${(name === 'localhost' ? mirrorOf(program) : program).host}`;
}
