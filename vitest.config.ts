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
          testTimeout: 10_000,
          hookTimeout: 10_000,
        },
      },
      {
        // After the unit tests, two files at a time: much of what they do is waiting. They share one builder, one registry
        // and one Docker engine, and so each takes names of its own there, and none empties or restarts any of them.
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
