/** Runs the real `docker buildx bake --print` on a definition and skips tests where buildx is missing. */

import { spawnSync } from 'node:child_process';
import { beforeAll, describe } from 'vitest';
import { engine } from './engine.ts';

/** What `docker buildx bake --print` makes of a definition. */
export interface Printed {
  readonly group: Readonly<Record<string, { readonly targets: readonly string[] }>>;
  readonly target: Readonly<Record<string, PrintedTarget>>;
}

export interface PrintedTarget {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
  readonly platforms?: readonly string[];
}

const HOW = 'run eval "$(scripts/engine/engine env)"';
const missing = spawnSync('docker', ['buildx', 'version'], { stdio: 'ignore' }).status !== 0;

/**
 * A group of tests that need `docker buildx` on PATH, but no Docker daemon.
 * Without it they are skipped, and their name says so; where the engine is required they fail.
 */
export function describeBake(name: string, tests: () => void): void {
  const run = !missing || engine.required;
  const title = run ? name : `${name} (skipped: no docker buildx on PATH, ${HOW})`;
  // oxlint-disable-next-line vitest/valid-title -- a title that is passed on
  describe.runIf(run)(title, () => {
    beforeAll(() => {
      if (missing)
        throw new Error(`DOCKER_MATRIX_ENGINE_REQUIRED=1 and there is no docker buildx on PATH: ${HOW}`);
    });
    tests();
  });
}

/**
 * How `--print` writes the text of an argument or a label: in NFC, and with `${` and `%{` escaped, because the
 * output is a bake definition again.
 */
export function printedText(text: string): string {
  return text.normalize('NFC').replace(/([$%])\{/g, '$1$1{');
}

/**
 * Runs `docker buildx bake --print`; `names` are targets and groups, `default` when none are given.
 * Throws with buildx's own message when it refuses the definition.
 */
export function bakePrint(definition: string, cwd: string, names: readonly string[] = []): Printed {
  const { status, stdout, stderr } = spawnSync(
    'docker',
    ['buildx', 'bake', '--print', '--file', definition, ...names],
    { cwd, encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  if (status !== 0) throw new Error(`docker buildx bake --print: exit code ${status}\n${stderr}`);
  return JSON.parse(stdout) as Printed;
}
