/** Where the real Docker engine of the tests is, and how tests that need it are skipped without one. */

import { beforeAll, describe } from 'vitest';

/** What `eval "$(scripts/engine/engine env)"` says of the engine; tests that need more of it read it here. */
export const engine = {
  ready: process.env['DOCKER_MATRIX_ENGINE_READY'] === '1',
  /** With 1 a missing engine is a failure, for machines that are meant to have it. */
  required: process.env['DOCKER_MATRIX_ENGINE_REQUIRED'] === '1',
  /** The registry that tests push to, over plain http. */
  registry: process.env['DOCKER_MATRIX_REGISTRY'] ?? 'localhost:5000',
  /** Another program than that one; `programs` of test/engine/programs.ts says what differs. */
  secondRegistry: process.env['DOCKER_MATRIX_SECOND_REGISTRY'] ?? 'localhost:5002',
  /** The registry with the stand-in base images. */
  bases: process.env['DOCKER_MATRIX_BASES'] ?? 'localhost:5001',
  /** The real buildkitd. */
  builder: process.env['BUILDX_BUILDER'] ?? 'docker-matrix',
  /** The builder with the docker driver. */
  hostBuilder: process.env['DOCKER_MATRIX_HOST_BUILDER'] ?? 'default',
  trivy: process.env['DOCKER_MATRIX_TRIVY'] ?? 'trivy',
  node24: process.env['DOCKER_MATRIX_NODE24'],
} as const;

const HOW = 'run scripts/engine/engine up, then eval "$(scripts/engine/engine env)"';

/** A group of tests that need the real engine. Without one they are skipped, or fail where it is required. */
export function describeEngine(name: string, tests: () => void): void {
  const run = engine.ready || engine.required;
  const title = run ? name : `${name} (skipped: no engine, ${HOW})`;
  // oxlint-disable-next-line vitest/valid-title -- a title that is passed on
  describe.runIf(run)(title, () => {
    beforeAll(() => {
      if (!engine.ready) throw new Error(`DOCKER_MATRIX_ENGINE_REQUIRED=1 and there is no engine: ${HOW}`);
    });
    tests();
  });
}
