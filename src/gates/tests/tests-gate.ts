import type { Gate } from '../gate/gate.ts';

/** Runs the tests that the matrix has for images. */
export const testsGate: Gate = {
  name: 'tests',
  run: async (...about) => (await import('./test-images.ts')).testImages(...about),
};
