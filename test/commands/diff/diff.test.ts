import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { compare } from '../../../src/commands/diff/compare.ts';
import { diff } from '../../../src/commands/diff/diff.ts';
import type { Difference } from '../../../src/commands/diff/difference.ts';
import { differenceMarkdown } from '../../../src/commands/diff/markdown.ts';
import { takeSnapshot } from '../../../src/commands/diff/snapshot.ts';
import { differenceText } from '../../../src/commands/diff/text.ts';
import { loadUnifiedDiff } from '../../../src/commands/diff/unified.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import { ProblemsFound } from '../../../src/problem/problem.ts';
import { openWorkspace } from '../../../src/plan/workspace.ts';
import { cli } from '../../rig/cli.ts';
import { fixtureNames, readTree } from '../../rig/fixtures.ts';
import { makeProject, type Project } from '../../rig/project.ts';
import { transcript } from '../../rig/transcript.ts';
import { quietHost } from '../../rig/host.ts';

/** Runs Git without the configuration of the developer. */
function git(project: Project, ...args: string[]): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: project.dir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
  };
  return execFileSync(
    'git',
    ['-c', 'user.name=n', '-c', 'user.email=n@example.org', '-c', 'init.defaultBranch=main', ...args],
    { cwd: project.dir, env, encoding: 'utf8' },
  ).trim();
}

/** A repository whose first commit holds these files. */
function repository(files: Readonly<Record<string, string>>): Project {
  const project = makeProject(files);
  git(project, 'init', '--quiet');
  git(project, 'add', '--all');
  git(project, 'commit', '--quiet', '--allow-empty', '--message', 'before');
  return project;
}

function compareWith(project: Project, against = 'HEAD', matrix = 'matrix.yaml'): Promise<Difference> {
  return diff({ matrix: project.path(matrix), against, facts: NO_RUN, overrides: {} }, quietHost());
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const cause = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(cause instanceof ProblemsFound)) throw new Error('no problems', { cause });
  return cause.problems.map(
    ({ message, place }) => `${place ? `${place.file}:${place.line} ` : ''}${message}`,
  );
}

const MATRIX = 'version: 1\nimage: ghcr.io/org/app\ntargets:\n  app: { from: debian }\n';
const PROJECT = { 'matrix.yaml': MATRIX, 'templates/app.hbs': 'RUN one\n' };

it('compares what values do, and not values', async () => {
  const matrix = (values: string, more = ''): string =>
    `version: 1\nimage: ghcr.io/org/app\nvalues: ${values}\ntargets:\n` +
    `  one: { from: "debian:{{release}}" }\n  two: { from: debian${more} }\n`;
  const project = repository({
    'matrix.yaml': matrix('{ release: "12" }'),
    'templates/one.hbs': 'RUN one\n',
    'templates/two.hbs': 'RUN two\n',
  });
  project.write('matrix.yaml', matrix('{ release: "13", unused: x }'));
  expect(await compareWith(project)).toMatchObject({
    counts: { changed: 1, unchanged: 1 },
    changed: [{ images: ['one'], values: [{ name: 'release' }, { name: 'unused' }] }],
  });
  project.write('matrix.yaml', matrix('{ release: "12", unused: x }'));
  expect(await compareWith(project)).toMatchObject({ counts: { changed: 0 }, changed: [] });
  // What is asked of an image is an effect, too.
  project.write(
    'matrix.yaml',
    matrix('{ release: "12" }', ', size-limit: 5 MB, test: [{ name: runs, run: "true" }]'),
  );
  expect(await compareWith(project)).toMatchObject({
    counts: { changed: 1 },
    changed: [{ images: ['two'], build: [{ name: 'size-limit.compressed' }, { name: 'test "runs"' }] }],
  });
});

describe.each(fixtureNames(import.meta.dirname))('%s', (name) => {
  const folder = join(import.meta.dirname, name);

  it('is told like this', async () => {
    const project = repository(readTree(join(folder, 'before')));
    rmSync(project.path('templates'), { recursive: true });
    for (const [path, text] of Object.entries(readTree(join(folder, 'after')))) project.write(path, text);
    const { actual, expected } = await transcript(folder, project.dir);
    expect(actual).toBe(expected);
  });

  it('is the same between two folders, and between the revision and a folder', async () => {
    const project = repository(readTree(join(folder, 'before')));
    const after = join(folder, 'after', 'matrix.yaml');
    const folders = await diff(
      { matrix: after, against: join(folder, 'before'), facts: NO_RUN, overrides: {} },
      quietHost(),
    );
    const back = await compareWith(project, join(folder, 'after'));
    expect({
      ...back.counts,
      added: back.counts.removed,
      removed: back.counts.added,
      before: back.counts.after,
      after: back.counts.before,
    }).toEqual(folders.counts);
    expect(back.tags.removed).toEqual(folders.tags.added);
  });

  it('has patches that turn the one Dockerfile into the other', async () => {
    const host = quietHost();
    const [before, after] = await Promise.all(
      ['before', 'after'].map(async (side) => {
        const workspace = await openWorkspace(join(folder, side, 'matrix.yaml'), host);
        const own = await host.files.readText(join(folder, side, 'Dockerfile.own'));
        return takeSnapshot(workspace, {
          facts: NO_RUN,
          overrides: {},
          verbatim: new Map([['Dockerfile.own', own]]),
        });
      }),
    );
    if (!before || !after) throw new Error('no snapshots');
    const { dockerfiles } = compare(before, after, {
      names: ['a', 'b'],
      unifiedDiff: await loadUnifiedDiff(),
    });
    for (const { images, diff: patch } of dockerfiles) {
      const [first = ''] = images;
      expect(applyPatch(before.images.get(first)?.dockerfile ?? '', `--- a\n+++ b\n${patch}\n`)).toBe(
        after.images.get(first)?.dockerfile,
      );
    }
  });
});

describe('diff', () => {
  it('finds nothing where nothing changed, and says how much there is', async () => {
    expect(differenceText(await compareWith(repository(PROJECT)))).toBe(
      'HEAD and working tree give the same 1 image.',
    );
  });

  it('reads a matrix in a subfolder, its templates above, values from files and globs, of the revision', async () => {
    const files = {
      'sub/matrix.yaml':
        'version: 1\nimage: ghcr.io/org/app\ntemplates: ../shared\nvalues:\n' +
        '  name: { read: ../package.json, key: name }\n  found: { glob: "**/*.toml" }\ntargets:\n' +
        '  app: { from: debian }\n',
      'shared/app.hbs': 'RUN {{name}} {{join found " "}}\n',
      'package.json': '{"name": "one"}',
      'sub/a/x.toml': '',
      'sub/.hidden/y.toml': '',
      'sub/node_modules/z.toml': '',
      'outside.toml': '',
    };
    const project = repository(files);
    expect(differenceText(await compareWith(project, 'HEAD', 'sub/matrix.yaml'))).toContain(
      'the same 1 image',
    );
    project.write('package.json', '{"name": "two"}');
    project.write('sub/b.toml', '');
    const { changed, dockerfiles } = await compareWith(project, 'HEAD', 'sub/matrix.yaml');
    expect(changed.flatMap(({ values }) => values)).toEqual([
      {
        name: 'found',
        before: '[".hidden/y.toml","a/x.toml"]',
        after: '[".hidden/y.toml","a/x.toml","b.toml"]',
      },
      { name: 'name', before: 'one', after: 'two' },
    ]);
    expect(dockerfiles[0]?.diff).toContain(
      '-RUN one .hidden/y.toml a/x.toml\n+RUN two .hidden/y.toml a/x.toml b.toml',
    );
  });

  it('takes names of every kind for a revision', async () => {
    const project = repository(PROJECT);
    git(project, 'tag', '-a', 'v1', '-m', 'v1');
    git(project, 'branch', 'feature/x');
    const commit = git(project, 'rev-parse', 'HEAD');
    project.write('templates/app.hbs', 'RUN two\n');
    const names = ['v1', 'feature/x', commit, commit.slice(0, 8), '@', 'HEAD^0', ':/before'];
    expect(
      await Promise.all(
        names.map(async (name) => [name, (await compareWith(project, name)).dockerfiles.length]),
      ),
    ).toEqual(names.map((name) => [name, 1]));
  });

  it('takes a revision for one even where a folder has its name, unless it begins with a dot', async () => {
    const project = repository({
      ...PROJECT,
      'main/matrix.yaml': MATRIX,
      'main/templates/app.hbs': 'RUN folder\n',
    });
    expect((await compareWith(project, 'main')).counts.changed).toBe(0);
    expect((await compareWith(project, project.path('main'))).counts.changed).toBe(1);
  });

  it('sees images of a repository that had no matrix yet as added', async () => {
    const project = repository({ 'README.md': '' });
    for (const [path, text] of Object.entries(PROJECT)) project.write(path, text);
    expect((await compareWith(project)).added.map(({ id, tags }) => [id, tags])).toEqual([
      ['app', ['ghcr.io/org/app:app', 'ghcr.io/org/app:app-{{version}}']],
    ]);
  });

  it('follows a link to a file that is read, and reads line ends as a checkout has them', async () => {
    const project = makeProject({
      'templates/app.hbs': 'RUN {{name}}\n',
      'other/real.json': '{"name": "linked"}',
      'matrix.yaml': MATRIX.replace(
        'targets',
        'values: { name: { read: link.json, key: name } }\ntargets',
      ).replaceAll('\n', '\r\n'),
      '.gitattributes': '*.yaml text eol=crlf\n',
    });
    symlinkSync('other/real.json', project.path('link.json'));
    git(project, 'init', '--quiet');
    git(project, 'add', '--all');
    git(project, 'commit', '--quiet', '--message', 'links');
    const lines = await quietHost().openRevision(project.dir, 'HEAD');
    expect(await lines?.files.readText(project.path('matrix.yaml'))).toBe(project.read('matrix.yaml'));
    expect((await compareWith(project)).counts).toMatchObject({ before: 1, unchanged: 1 });
  });

  it('names the side of a broken matrix, and both when both are', async () => {
    const project = repository({ ...PROJECT, 'matrix.yaml': MATRIX.replace('targets', 'tragets') });
    project.write('matrix.yaml', MATRIX);
    expect(await problemsOf(compareWith(project))).toEqual([
      `HEAD:${project.path('matrix.yaml')}:1 HEAD: the matrix needs the key "targets"`,
      expect.stringContaining('HEAD: unknown key "tragets"'),
    ]);
    project.write('templates/app.hbs', 'RUN {{x}}\n');
    const both = await problemsOf(compareWith(project));
    expect(both.map((line) => /(HEAD|working tree): /.exec(line)?.[1])).toEqual([
      'HEAD',
      'HEAD',
      'working tree',
    ]);
  });

  it.each([
    ['a name of nothing', 'nowhere', /neither a revision of this repository nor a folder/],
    ['something like an option', '--output=/tmp/x', /neither a revision/],
    ['a folder without a matrix', '.', /there is no/],
  ])('refuses %s', async (_, against, expected) => {
    const project = repository(PROJECT);
    project.write('empty/x', '');
    expect(
      (await problemsOf(compareWith(project, against === '.' ? project.path('empty') : against)))[0],
    ).toMatch(expected);
  });

  it('says that there is no repository', async () => {
    const project = makeProject(PROJECT);
    expect(await problemsOf(compareWith(project))).toEqual([
      expect.stringContaining('is in no Git repository'),
    ]);
  });

  it('ends with 1 on a difference only when asked to', async () => {
    const project = repository(PROJECT);
    const status = async (...args: string[]): Promise<number> =>
      (await cli(['diff', ...args], { cwd: project.dir, env: { GIT_CEILING_DIRECTORIES: '' } })).code;
    expect([await status(), await status('--exit-code')]).toEqual([0, 0]);
    project.write('templates/app.hbs', 'RUN two\n');
    expect([await status(), await status('--exit-code')]).toEqual([0, 1]);
  });
});

describe('markdown', () => {
  const many = async (): Promise<Difference> => {
    const values = Array.from({ length: 300 }, (_, index) => `"1.${index}"`).join(', ');
    const matrix =
      `version: 1\nimage: ghcr.io/org/app\naxes: { v: [${values}] }\ntargets:\n` +
      `  app: { from: "debian:{{v}}", labels: { l: "a\`b|<c>" } }\ntags: ["{{v}}"]\n`;
    const project = repository({ 'matrix.yaml': matrix, 'templates/app.hbs': 'RUN {{v}} one\n' });
    project.write('matrix.yaml', matrix.replace('a`b', '``a`b').replace('"1.299"', '"1.999"'));
    project.write('templates/app.hbs', 'RUN {{v}} two ```` \n');
    return compareWith(project);
  };

  it('fits a comment, whatever changes, with every block closed and what is missing said', async () => {
    const difference = await many();
    for (const limit of [3000, 10_000, 30_000]) {
      const text = differenceMarkdown(difference, limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.match(/<details>/g)).toHaveLength((text.match(/<\/details>/g) ?? []).length);
      expect((text.match(/^`{3,}/gm) ?? []).length % 2).toBe(0);
      expect(text).toContain('_Cut to fit a comment: ');
    }
  });
});
