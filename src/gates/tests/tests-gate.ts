/** Gate: the tests that the matrix has for an image pass. */

import type { Gate } from '../gate/gate.ts';

/** Runs the tests of the matrix. They are loaded on first use, because plans load all gates. */
export const testsGate: Gate = {
  name: 'tests',
  run: async (...args) => (await import('./test-images.ts')).testImages(...args),
};
