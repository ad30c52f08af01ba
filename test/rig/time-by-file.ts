/** Prints how long every slow test file took, so that a file that has become slow is seen in every log. */

import type { Reporter } from 'vitest/node';

/** One file that ran. */
export interface FileTime {
  readonly project: string;
  /** From the root of the repository. */
  readonly path: string;
  readonly seconds: number;
  readonly isFailed: boolean;
}

/** Files that took at least so many seconds get their own line. */
const SLOW = 5;

const line = (seconds: number, text: string): string => `${seconds.toFixed(0).padStart(5)} s  ${text}`;

/**
 * @returns lines for people: for each project the sum of its files, then its slow files, the slowest first.
 * Files that run at the same time all count, so a sum can be more than the time that passed.
 */
export function timeTable(files: readonly FileTime[]): readonly string[] {
  const projects = [...new Set(files.map(({ project }) => project))].toSorted();
  return projects.flatMap((project) => {
    const ofProject = files
      .filter((file) => file.project === project)
      .toSorted((a, b) => b.seconds - a.seconds);
    const sum = ofProject.reduce((seconds, file) => seconds + file.seconds, 0);
    return [
      line(sum, `${project}: ${ofProject.length} files`),
      ...ofProject
        .filter(({ seconds }) => seconds >= SLOW)
        .map(({ seconds, path, isFailed }) => line(seconds, `  ${path}${isFailed ? '  FAILED' : ''}`)),
    ];
  });
}

/** A reporter for vitest.config.ts; it prints its table when everything has ended, whether it failed or not. */
export const timeByFile: Reporter = {
  onTestRunEnd: (modules) => {
    const files = modules.map((module) => ({
      project: module.project.name,
      path: module.relativeModuleId,
      // Its tests and hooks, and what it imports.
      seconds: (module.diagnostic().duration + module.diagnostic().collectDuration) / 1000,
      isFailed: !module.ok(),
    }));
    if (files.length > 1) console.info(['Time by file', ...timeTable(files), ''].join('\n'));
  },
};
