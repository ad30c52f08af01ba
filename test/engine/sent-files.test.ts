import { execFileSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench } from './bench.ts';

/** To the millisecond: Node cannot set nanoseconds. */
const TIME = new Date('2026-01-01T00:00:00Z');

describeEngine('a file that changed without its size and time', () => {
  const bench = useBench('sent-files');
  const FILES = {
    'matrix.yaml': `version: 1
image: ghcr.io/org/app
targets:
  files: { from: scratch, output: local }
scan: { mode: "off" }
`,
    'templates/files.hbs': 'COPY data /data\n',
    data: 'one',
  };
  const build = (project: string): ReturnType<typeof bench.cli> =>
    bench.cli(project, ['build', '--registry-cache', 'off']);
  const dataOf = (project: string): string => readFileSync(join(project, 'out/local/files/data'), 'utf8');

  it('would be built with its old content, so the build says what to do', async () => {
    const project = bench.project(FILES);
    const data = join(project, 'data');
    utimesSync(data, TIME, TIME);
    expect((await build(project)).code).toBe(0);
    expect(dataOf(project)).toBe('one');

    writeFileSync(data, 'two');
    utimesSync(data, TIME, TIME);
    const refused = await build(project);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('touch data')]);
    // What plain bake does, whatever it is told about the cache.
    const args = ['--no-cache', '--set', '*.output=type=local,dest=plain'];
    await bench.cli(project, ['render']);
    execFileSync('docker', ['buildx', 'bake', '--builder', engine.builder, ...args], {
      cwd: project,
      stdio: 'pipe',
    });
    expect(readFileSync(join(project, 'plain/data'), 'utf8')).toBe('one');

    execFileSync('touch', [data]);
    expect((await build(project)).code).toBe(0);
    expect(dataOf(project)).toBe('two');
  });
});
