import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { cli } from '../rig/cli.ts';
import { makeProject, type Project } from '../rig/project.ts';

const MATRIX = `version: 1
image: ghcr.io/org/app
targets:
  app: { from: debian:12, latest: true }
flavor: { latest: highest }
tags:
  - { type: semver, pattern: "{{version}}", immutable: true }
  - { type: semver, pattern: "{{major}}.{{minor}}", highest: true }
  - type=ref,event=branch
`;

const git = (cwd: string, ...args: string[]): void =>
  void execFileSync(
    'git',
    ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main', ...args],
    { cwd, stdio: 'ignore' },
  );

function repository(): Project {
  const project = makeProject({ 'matrix.yaml': MATRIX, 'templates/app.hbs': 'RUN true\n' });
  git(project.dir, 'init');
  git(project.dir, 'add', '.');
  git(project.dir, 'commit', '-m', 'a');
  for (const tag of ['v1.9.3', 'v1.10.0', 'v2.0.0', 'v2.1.0-rc.1']) git(project.dir, 'tag', tag);
  return project;
}

async function tagsAt(
  dir: string,
  ...args: string[]
): Promise<{ tags: readonly string[]; immutable: readonly string[] }> {
  const { code, stdout, stderr } = await cli(['plan', '--format', 'json', ...args], { cwd: dir });
  if (code !== 0) throw new Error(stderr);
  const [image] = (
    JSON.parse(stdout) as { images: readonly { tags: readonly string[]; immutable: readonly string[] }[] }
  ).images;
  const short = (references: readonly string[]): readonly string[] =>
    references.map((reference) => reference.slice('ghcr.io/org/app:'.length));
  return { tags: short(image?.tags ?? []), immutable: short(image?.immutable ?? []) };
}

it("compares with the clone's Git tags, and takes none of them for the run's own", async () => {
  const { dir } = repository();
  expect(await tagsAt(dir)).toEqual({ tags: ['main'], immutable: [] });
  expect(await tagsAt(dir, '--set', 'version=1.9.4')).toEqual({
    tags: ['1.9.4', '1.9'],
    immutable: ['1.9.4'],
  });
  expect(await tagsAt(dir, '--set', 'version=1.9.2')).toEqual({ tags: ['1.9.2'], immutable: ['1.9.2'] });
  expect(await tagsAt(dir, '--set', 'version=2.0.1')).toEqual({
    tags: ['2.0.1', '2.0', 'latest'],
    immutable: ['2.0.1'],
  });
});

it('moves nothing in a shallow clone, which may not know of a higher release', async () => {
  const project = makeProject();
  git(project.dir, 'clone', '--depth', '1', `file://${repository().dir}`, 'clone');
  const dir = project.path('clone');
  const { code, stderr } = await cli(['plan', '--set', 'version=2.0.1'], { cwd: dir });
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(
      new RegExp(
        '^matrix\\.yaml:\\S+: whether 2\\.0\\.1 is the highest release cannot be told: ' +
          'this clone is shallow and may lack tags\n[^]*→ fetch the tags: git fetch --unshallow --tags',
      ),
    ),
  ]);
  // A run that is no release does not look for other releases.
  expect((await tagsAt(dir)).tags).toEqual(['main']);
});

it('takes entries for one run, with the line that is wrong', async () => {
  const { dir } = repository();
  expect(
    await tagsAt(dir, '--tag', 'type=semver,pattern=v{{major}},value=3.1.4', '--tag', '{{target}}-x'),
  ).toEqual({ tags: ['v3', 'app-x'], immutable: [] });
  const { code, stderr } = await cli(['plan', '--tag', 'app', '--tag', 'type=semver'], { cwd: dir });
  expect([code, stderr]).toEqual([1, 'tags:2:1: a tag of type semver needs "pattern": "type=semver"\n']);
});

it.each(['plan', 'check', 'render'])(
  'says in "%s" that a run has no tag, and what does not match',
  async (command) => {
    const project = makeProject({
      'matrix.yaml': MATRIX.replace('  - type=ref,event=branch\n', '').replace(
        'latest: highest',
        'latest: auto',
      ),
      'templates/app.hbs': 'RUN true\n',
    });
    git(project.dir, 'init');
    const says = async (...args: string[]) => {
      const { code, stdout, stderr } = await cli([command, ...args], { cwd: project.dir });
      if (command === 'check')
        expect(stdout).toMatch(args.length === 0 ? /, no problems/ : /, no errors, 2 warnings/);
      expect(code, stderr).toBe(0);
      return stderr;
    };
    expect(await says()).toMatch(/^matrix\.yaml:6:1: notice: no image gets a tag in this run$/m);
    expect(await says('--set', 'version=1.2.x')).toMatch(
      /warning: "1\.2\.x" is no version by the rules of semver/,
    );
  },
);

it('renders the same files for every run', async () => {
  const { dir } = repository();
  const files = async (...args: string[]): Promise<string> => {
    await cli(['render', ...args], { cwd: dir });
    return execFileSync('cat', ['docker-bake.hcl', 'dockerfiles/Dockerfile'], { cwd: dir, encoding: 'utf8' });
  };
  expect(await files('--set', 'version=2.0.1')).toBe(await files());
});
