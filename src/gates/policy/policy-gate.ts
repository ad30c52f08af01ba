/** Gate: the user, labels and secrets of every image are as "policy" in the matrix demands. */

import type { Gate } from '../gate/gate.ts';

/** Checks policies. What that needs is loaded on first use, because plans load all gates. */
export const policyGate: Gate = {
  name: 'policy',
  run: async (...args) => (await import('./check-images.ts')).checkImages(...args),
};
