import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../src/host/files.ts';
import { DIST } from './rig/cli.ts';
import { makeProject } from './rig/project.ts';

const numbers = (count: number): string =>
  Array.from({ length: count }, (_, index) => `v${index}`).join(', ');
/** A plan of 19,683 images, which takes long without a pause in which a signal could be heard. */
const MATRIX =
  'version: 1\nimage: ghcr.io/org/app\ntags: ["{{target}}-{{a}}-{{b}}-{{c}}"]\n' +
  `axes: { a: [${numbers(27)}], b: [${numbers(27)}], c: [${numbers(27)}] }\n` +
  'targets: { app: { from: "debian:12" } }\n';

/** The processor time that a process has used, in ticks of 10 ms. */
function ticks(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

describe.runIf(process.platform === 'linux')('Ctrl-C', () => {
  it.each(['plan', 'check', 'render', 'build'])('ends %s in the middle of its work', async (command) => {
    const project = makeProject({ 'matrix.yaml': MATRIX });
    const child = spawn(process.execPath, [join(DIST, 'cli.js'), command], { cwd: project.dir });
    const { pid } = child;
    if (pid === undefined) throw new Error('not started');
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(signal ?? code)));
    while (ticks(pid) < 100) await sleep(20);
    child.kill('SIGINT');
    expect([await ended, output]).toEqual(['SIGINT', '']);
    expect(project.files()).toEqual(['matrix.yaml']);
  });
});

it('lets a write come to its end, and stops listening then', async () => {
  const project = makeProject();
  const before = process.listenerCount('SIGINT');
  const written = diskFiles(project.dir).write([{ path: 'a', text: 'a' }]);
  expect(process.listenerCount('SIGINT')).toBe(before + 1);
  await written;
  expect([project.files(), process.listenerCount('SIGINT')]).toEqual([['a'], before]);
});
