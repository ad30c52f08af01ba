import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/rig/longest-first.ts';
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
    sequence: { sequencer: LongestFirst },
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
        // After the unit tests, two files at a time: much of what they do is waiting. They share one builder, the
        // registries and one Docker engine. So each takes names of its own there, and none empties or restarts them.
        test: {
          name: 'engine',
          include: ['test/engine/**/*.test.ts'],
          testTimeout: 20 * MINUTE,
          hookTimeout: 20 * MINUTE,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
