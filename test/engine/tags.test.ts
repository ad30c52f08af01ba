import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine } from '../rig/engine.ts';
import { branchPushed, tagPushed, useBench, type ActionRun, type Occasion } from './bench.ts';
import { programs } from './programs.ts';
import { digestOf, tagsOf } from './registry.ts';

const MATRIX = (repository: string): string => `version: 1
image: ${repository}
axes: { python: ["3.11", "3.12"] }
targets:
  app: { from: "debian:bookworm-slim" }
latest: { target: app, python: "3.12" }
flavor: { prefix: "{{target}}-py{{python}}-", latest: highest }
tags:
  - { type: semver, pattern: "{{version}}", immutable: true }
  - { type: semver, pattern: "{{major}}.{{minor}}", highest: true }
  - { type: semver, pattern: "{{version}}", prefix: "", only: latest }
  - type=edge
scan: { mode: off }
`;

describeEngine('tags', () => {
  const bench = useBench('tags');
  const errors = ({ annotations }: ActionRun): readonly string[] =>
    annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

  it.each(programs)(
    'go to releases and branches as the matrix says; an older line takes nothing, immutable tags stay ($name)',
    async ({ host }) => {
      const repository = bench.repository('app', host);
      const dir = bench.project({
        'matrix.yaml': MATRIX(repository),
        'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
        'app.txt': 'one\n',
      });
      const git = (...args: readonly string[]): string =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
          cwd: dir,
          encoding: 'utf8',
        });
      git('init', '--quiet');
      git('add', '.');
      git('commit', '--quiet', '--message', 'one');
      for (const tag of ['v1.9.4', 'v1.9.5', 'v2.0.0']) git('tag', tag);
      const publish = (occasion: Occasion): Promise<ActionRun> =>
        bench.action(dir, { ...occasion, inputs: { push: 'true', provenance: 'false', sbom: 'false' } });
      const sizes = ['3.11', '3.12'].map((python) => `app-py${python}`);

      expect(await publish(tagPushed('v2.0.0'))).toMatchObject({ code: 0, annotations: [] });
      expect(await tagsOf(repository)).toEqual(
        ['2.0.0', ...sizes.flatMap((image) => [`${image}-2.0`, `${image}-2.0.0`]), 'latest'].toSorted(),
      );
      const latest = await digestOf(repository, 'latest');
      expect(latest).toBe(await digestOf(repository, 'app-py3.12-2.0.0'));

      // Another content, of an older line: its own tags, and 1.9, but not latest.
      writeFileSync(join(dir, 'app.txt'), 'two\n');
      expect(await publish(tagPushed('v1.9.5'))).toMatchObject({ code: 0, annotations: [] });
      expect(await tagsOf(repository)).toEqual(
        [
          '1.9.5',
          '2.0.0',
          ...sizes.flatMap((image) => [`${image}-1.9`, `${image}-1.9.5`, `${image}-2.0`, `${image}-2.0.0`]),
          'latest',
        ].toSorted(),
      );
      expect(await digestOf(repository, 'latest')).toBe(latest);
      // An older release of that line moves not even 1.9.
      const line = await digestOf(repository, 'app-py3.11-1.9');
      expect(await publish(tagPushed('v1.9.4'))).toMatchObject({ code: 0, annotations: [] });
      expect(await digestOf(repository, 'app-py3.11-1.9')).toBe(line);

      expect(await publish(branchPushed())).toMatchObject({ code: 0, annotations: [] });
      expect(await tagsOf(repository)).toEqual(expect.arrayContaining(sizes.map((image) => `${image}-edge`)));

      // Of one commit, with other bytes: the digest decides, after the build. The same bytes may be published again.
      const before = await tagsOf(repository);
      const changed = await publish(tagPushed('v2.0.0'));
      expect(changed.code).toBe(1);
      expect(errors(changed)[0]).toMatch(/app-py3\.1\d-2\.0\.0 .*never moves/);
      expect(await tagsOf(repository)).toEqual(before);
      expect(await digestOf(repository, 'latest')).toBe(latest);
      writeFileSync(join(dir, 'app.txt'), 'one\n');
      expect(await publish(tagPushed('v2.0.0'))).toMatchObject({ code: 0, annotations: [] });

      // Of another commit: refused before anything is built, at the entry that says so.
      const other = tagPushed('v2.0.0');
      const early = await publish({ ...other, env: { ...other.env, GITHUB_SHA: '7'.repeat(40) } });
      expect(early.code).toBe(1);
      expect(early.annotations[0]).toMatchObject({
        level: 'error',
        file: 'matrix.yaml',
        line: 9,
        message: expect.stringContaining('never moves, and exists') as string,
      });
      expect(early.log).not.toMatch(/: built in/);
    },
  );

  it('that no registry takes, or that two images want, are refused before anything is built', async () => {
    const repository = bench.repository('app');
    for (const [matrix, message] of [
      [MATRIX(repository).replace('/app\n', '/App\n'), /upper-case/],
      [
        MATRIX(repository).replace('- type=edge', `- "${'x'.repeat(129)}{{python}}"`),
        /is 13\d characters long; at most 128/,
      ],
      [
        MATRIX(repository).replace('- type=edge', '- "{{target}}"'),
        /images "app-3-11" and "app-3-12" would both be tagged/,
      ],
    ] as const) {
      const run = await bench.action(bench.project({ 'matrix.yaml': matrix, 'templates/app.hbs': '' }), {
        inputs: { push: 'true' },
      });
      expect(run.code).toBe(1);
      expect(run.annotations[0]).toMatchObject({
        level: 'error',
        message: expect.stringMatching(message) as string,
        file: 'matrix.yaml',
      });
      expect(run.log).not.toMatch(/: built in/);
    }
    expect(await tagsOf(repository)).toEqual([]);
  });
});
