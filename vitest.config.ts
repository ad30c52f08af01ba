import { defineConfig } from 'vitest/config';
import { timeByFile } from './test/rig/time-by-file.ts';

const MINUTE = 60_000;
const report = process.env['DOCKER_MATRIX_TEST_REPORT'];

export default defineConfig({
  test: {
    // .ci/run reads the numbers from the JSON report; for people there is the usual one.
    reporters:
      report === undefined
        ? ['default', timeByFile]
        : ['default', ['json', { outputFile: report }], timeByFile],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/engine/**'],
          // One process for all files of a worker loads the sources once; a process, because tests change its folder.
          pool: 'forks',
          isolate: false,
          // For what hangs: a loaded machine takes ten times as long.
          testTimeout: 3 * MINUTE,
          hookTimeout: 3 * MINUTE,
        },
      },
      {
        // One builder and one registry serve all of them: file after file, after the unit tests.
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          testTimeout: 15 * MINUTE,
          hookTimeout: 15 * MINUTE,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
