import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReadFiles } from '../../src/effects/files.ts';
import { diskFiles } from '../../src/host/files.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { quietHost } from '../rig/host.ts';

const TREE = {
  'matrix.yaml': 'version: 1\n',
  'templates/b.hbs': 'b',
  'templates/a.hbs': 'a',
  'templates/deep/er.hbs': 'er',
  'templates/note.md': 'note',
  'top.hbs': 'top',
};

/** Commits what is in a project, for nobody in particular. */
function commit(project: Project): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@example.org', ...args], {
      cwd: project.dir,
      env: { PATH: process.env['PATH'], HOME: project.dir, GIT_CONFIG_NOSYSTEM: '1' },
      stdio: 'ignore',
    });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'all');
}

/** What a reader says of a tree, by what it was asked. */
async function said(files: ReadFiles, project: Project): Promise<object> {
  const each = async <T>(ask: (path: string) => Promise<T>, paths: readonly string[]) =>
    Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await ask(path)] as const)));
  return {
    text: await each(files.readText, ['top.hbs', 'link.hbs', 'dead.hbs', 'templates', 'none', 'top.hbs/x']),
    absolute: await files.readText(project.path('templates/deep/er.hbs')),
    kind: await each(files.kind, ['.', 'templates', 'top.hbs', 'link.hbs', 'dead.hbs', 'linked', 'none']),
    list: await each(files.list, ['.', 'templates', 'templates/deep', 'none', 'top.hbs']),
    walk: await each(files.walk, ['templates', './templates/deep/..', 'none', 'top.hbs']),
    glob: {
      all: await files.glob('.', '{templates/**/*,top,link}.hbs'),
      deep: await files.glob('templates', '*/*.hbs'),
      above: await files.glob('templates/deep', '../*.hbs'),
    },
  };
}

describe('a tree', () => {
  it('is read alike from the disk and from a revision', async () => {
    const project = makeProject(TREE);
    symlinkSync('templates/deep/er.hbs', project.path('link.hbs'));
    symlinkSync('nowhere', project.path('dead.hbs'));
    symlinkSync('templates', project.path('linked'));
    commit(project);
    const host = quietHost({ cwd: project.dir });
    const revision = await host.openRevision(project.dir, 'HEAD');
    if (!revision) throw new Error('no revision');
    const disk = (await said(diskFiles(project.dir), project)) as Record<string, Record<string, unknown>>;
    expect(await said(revision.files, project)).toEqual(disk);
    expect(disk['text']).toEqual({ 'top.hbs': 'top', 'link.hbs': 'er' });
    expect(disk['kind']).toMatchObject({ '.': 'folder', linked: 'folder', 'link.hbs': 'file' });
    expect(disk['list']?.['templates']).toEqual(['a.hbs', 'b.hbs', 'note.md']);
    expect(disk['walk']?.['templates']).toEqual(['a.hbs', 'b.hbs', 'deep/er.hbs', 'note.md']);
    expect(disk['glob']?.['above']).toEqual(['../a.hbs', '../b.hbs']);
  });

  it('is read from the folder that the command was started in, above and below', async () => {
    const project = makeProject(TREE);
    commit(project);
    const host = quietHost({ cwd: project.path('templates/deep') });
    const revision = await host.openRevision(project.path('templates'), 'HEAD');
    expect(await revision?.files.readText('../../top.hbs')).toBe('top');
    expect(await revision?.files.walk('..')).toEqual(['a.hbs', 'b.hbs', 'deep/er.hbs', 'note.md']);
    expect(await revision?.files.walk('../..')).toEqual(Object.keys(TREE).toSorted());
  });
});

describe('the disk', () => {
  it('takes all files or none', async () => {
    const project = makeProject({ a: 'old' });
    mkdirSync(project.path('b'));
    const files = diskFiles(project.dir);
    await expect(
      files.write([
        { path: 'a', text: 'new' },
        { path: 'b', text: 'new' },
      ]),
    ).rejects.toThrow('cannot write b: a folder is where the file should be');
    expect([project.read('a'), project.files()]).toEqual(['old', ['a']]);
  });

  it('makes folders for what it writes, and removes them with all that is in them', async () => {
    const project = makeProject();
    const files = diskFiles(project.dir);
    await files.write([{ path: 'a/b/c', text: 'c' }]);
    await files.writeDurable('a/d/e', 'e');
    expect(project.files()).toEqual(['a/b/c', 'a/d/e']);
    await files.remove('a');
    await files.remove('a');
    expect(project.files()).toEqual([]);
  });

  it('replaces a link, but never a folder', async () => {
    const project = makeProject({ 'one/x': '1', 'two/x': '2', 'own/x': '3' });
    const files = diskFiles(project.dir);
    await files.link('one', 'link');
    await files.link('two', 'link');
    expect(readlinkSync(project.path('link'))).toBe(project.path('two'));
    await expect(files.link('one', 'own')).rejects.toThrow(/^E/);
    expect(project.read('own/x')).toBe('3');
  });

  it('removes what killed runs left behind, and nothing else', async () => {
    // The number of a process that has ended.
    const { pid } = spawnSync('true');
    const left = `a.docker-matrix-${pid}-1.tmp`;
    const others = ['a.tmp', `a.docker-matrix-${process.pid}-0.tmp`, `docker-matrix-${pid}-1.tmp`, 'b.1.tmp'];
    for (const write of ['write', 'writeDurable'] as const) {
      const project = makeProject(Object.fromEntries([left, ...others].map((path) => [path, 'x'])));
      const files = diskFiles(project.dir);
      await (write === 'write' ? files.write([{ path: 'a', text: 'a' }]) : files.writeDurable('a', 'a'));
      expect(project.files()).toEqual(['a', ...others].toSorted());
    }
  });

  it('writes through no link that stands where a temporary file would', async () => {
    const other = makeProject({ victim: 'kept' });
    const project = makeProject();
    for (const name of ['journal.json.tmp', `journal.json.${process.pid}.tmp`])
      symlinkSync(other.path('victim'), project.path(name));
    const files = diskFiles(project.dir);
    await files.writeDurable('journal.json', 'new');
    await files.write([{ path: 'journal.json', text: 'newer' }]);
    expect([project.read('journal.json'), other.read('victim')]).toEqual(['newer', 'kept']);
  });
});
