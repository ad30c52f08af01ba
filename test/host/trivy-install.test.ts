import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../src/effects/exec.ts';
import type { ToolCache } from '../../src/effects/host.ts';
import { exec } from '../../src/host/exec.ts';
import { installTrivy, parseTrivyVersion, type TrivyInstallOptions } from '../../src/host/trivy-install.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';
import { scriptedExec, type Script } from '../rig/scripted-exec.ts';

const PROGRAM = '#!/bin/sh\necho "Version: 0.99.0"\n';

let folder = '';
let archive = '';
let sha256 = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'));
  const content = join(folder, 'content');
  mkdirSync(content);
  writeFileSync(join(content, 'trivy'), PROGRAM);
  writeFileSync(join(content, 'README.md'), 'not this');
  archive = join(folder, 'release.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', content, 'README.md', 'trivy']);
  sha256 = createHash('sha256').update(readFileSync(archive)).digest('hex');
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = (over: Partial<TrivyInstallOptions> = {}): TrivyInstallOptions => ({
  version: '0.99.0',
  sha256,
  platform: 'linux',
  arch: 'x64',
  cacheDir: join(folder, 'tools'),
  env: { PATH: '' },
  cwd: folder,
  ...over,
});

/** A `fetch` that answers each call with the next of these; the last one stays. */
function answering(...answers: readonly (() => Response)[]) {
  const urls: string[] = [];
  const fetching = async (input: string | URL | Request): Promise<Response> => {
    const answer = answers[Math.min(urls.length, answers.length - 1)];
    urls.push(input as string);
    if (!answer) throw new Error('nothing was to be fetched');
    return answer();
  };
  return Object.assign(fetching, { urls });
}

const status = (code: number) => () => new Response('', { status: code });
const release = (): Response => new Response(readFileSync(archive));
const deps = (fetching: ReturnType<typeof answering>, toolCache?: ToolCache) => ({
  exec,
  fetch: fetching,
  sleep: async () => {},
  ...(toolCache ? { toolCache } : {}),
});

async function problemOf(promise: Promise<unknown>) {
  const cause: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(cause instanceof ProblemsFound)) throw new Error(`no problem: ${String(cause)}`);
  return cause.problems[0];
}

/** What `trivy --version` answers, for a Trivy whose path the user gives. */
const answers = (stdout: string, code = 0): Script => ({
  when: ({ args }: Command) => args[0] === '--version',
  does: () => ({ stdout, code }),
});
const given = (script: Script) =>
  installTrivy({ ...deps(answering()), exec: scriptedExec(script) }, options({ path: '/opt/trivy' }));

describe('installTrivy', () => {
  it('downloads the release, takes only the program out, and runs', async () => {
    const fetching = answering(release);
    const path = await installTrivy(deps(fetching), options());
    expect(path).toBe(join(folder, 'tools/trivy/0.99.0/trivy'));
    expect(fetching.urls).toEqual([
      'https://github.com/aquasecurity/trivy/releases/download/v0.99.0/trivy_0.99.0_Linux-64bit.tar.gz',
    ]);
    expect(readdirSync(dirname(path)).toSorted()).toEqual(['trivy', 'trivy_0.99.0_Linux-64bit.tar.gz']);
    expect(statSync(path).mode & 0o777).toBe(0o755);
    expect((await exec({ file: path, args: ['--version'] })).stdout).toBe('Version: 0.99.0\n');
  });

  it('uses the archive that it has, never the program beside it, whatever a file says of that', async () => {
    const path = await installTrivy(deps(answering(release)), options());
    expect(await installTrivy(deps(answering()), options())).toBe(path);
    const evil = `${PROGRAM}curl evil\n`;
    const binarySha256 = createHash('sha256').update(evil).digest('hex');
    writeFileSync(path, evil);
    writeFileSync(join(path, '../verified.json'), JSON.stringify({ archiveSha256: sha256, binarySha256 }));
    expect(await installTrivy(deps(answering()), options())).toBe(path);
    expect(readFileSync(path, 'utf8')).toBe(PROGRAM);

    // A folder in its place, and an archive of which a byte changed.
    rmSync(path);
    mkdirSync(path);
    writeFileSync(join(path, '../trivy_0.99.0_Linux-64bit.tar.gz'), 'evil');
    await installTrivy(deps(answering(release)), options());
    expect(readFileSync(path, 'utf8')).toBe(PROGRAM);
  });

  it('does not use what it installed for another hash of the same version', async () => {
    await installTrivy(deps(answering(release)), options());
    expect(
      await problemOf(installTrivy(deps(answering(release)), options({ sha256: 'ab'.repeat(32) }))),
    ).toMatchObject({ code: 'trivy-checksum' });
  });

  it('runs nothing whose hash is not the expected one, and leaves nothing behind', async () => {
    const problem = await problemOf(
      installTrivy(deps(answering(() => new Response('<html>login</html>'))), options()),
    );
    expect(problem).toMatchObject({
      code: 'trivy-checksum',
      message: expect.stringContaining(`not the expected ${sha256}`) as string,
    });
    expect(readdirSync(join(folder, 'tools/trivy/0.99.0'))).toEqual([]);
  });

  it('tries again after a passing failure, and not after another', async () => {
    const passing = answering(status(503), release);
    await installTrivy(deps(passing), options());
    expect(passing.urls).toHaveLength(2);
    rmSync(join(folder, 'tools'), { recursive: true });

    const missing = answering(status(404));
    expect(await problemOf(installTrivy(deps(missing), options()))).toMatchObject({
      code: 'trivy-download',
      message: expect.stringContaining('HTTP 404') as string,
    });
    expect(missing.urls).toHaveLength(1);
  });

  it('says what to do without a network', async () => {
    const offline = answering(() => {
      throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND github.com') });
    });
    expect(await problemOf(installTrivy(deps(offline), options()))).toMatchObject({
      message: expect.stringContaining('getaddrinfo ENOTFOUND github.com') as string,
      hint: expect.stringContaining('put Trivy 0.99.0 on PATH') as string,
    });
    expect(offline.urls).toHaveLength(3);
  });

  it('restores the archive from the tool cache, and saves it there', async () => {
    const kept = join(folder, 'kept');
    const keys: string[] = [];
    const cache: ToolCache = {
      restore: async (key, [path]) => {
        keys.push(key);
        if (existsSync(kept)) copyFileSync(kept, path!);
        return existsSync(kept);
      },
      save: async (key, [path]) => {
        keys.push(key);
        copyFileSync(path!, kept);
      },
    };
    await installTrivy(deps(answering(release), cache), options());
    rmSync(join(folder, 'tools'), { recursive: true });
    await installTrivy(deps(answering(), cache), options());
    expect(keys).toEqual(Array(3).fill(`docker-matrix-trivy_0.99.0_Linux-64bit.tar.gz-${sha256}`));

    // A cached file with the wrong checksum is treated like an empty cache.
    rmSync(join(folder, 'tools'), { recursive: true });
    writeFileSync(kept, 'evil');
    const again = answering(release);
    await installTrivy(deps(again, cache), options());
    expect(again.urls).toHaveLength(1);
  });

  it('does without a tool cache that fails', async () => {
    const broken: ToolCache = {
      restore: () => Promise.reject(new Error('down')),
      save: () => Promise.reject(new Error('down')),
    };
    expect(await installTrivy(deps(answering(release), broken), options())).toContain('trivy');
  });

  it('takes the Trivy on PATH when it has the wanted version, and only then', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'trivy'), '#!/bin/sh\necho "Version: 0.99.0"\n', { mode: 0o755 });
    expect(await installTrivy(deps(answering()), options({ env: { PATH: `/nowhere:${bin}` } }))).toBe(
      join(bin, 'trivy'),
    );
    writeFileSync(join(bin, 'trivy'), '#!/bin/sh\necho "Version: 0.1.0"\n', { mode: 0o755 });
    expect(await installTrivy(deps(answering(release)), options({ env: { PATH: bin } }))).toBe(
      join(folder, 'tools/trivy/0.99.0/trivy'),
    );
  });

  it('takes a path that the user gives, whatever version is there, unless it is malicious or not Trivy', async () => {
    expect(await given(answers('Version: 0.80.1\n'))).toBe('/opt/trivy');
    expect(await problemOf(given(answers('Version: 0.69.5\n')))).toMatchObject({ code: 'trivy-refused' });
    expect(await problemOf(given(answers('hello')))).toMatchObject({ code: 'trivy-not-runnable' });
    expect(await problemOf(given(answers('', 127)))).toMatchObject({ code: 'trivy-not-runnable' });
  });
});

describe('parseTrivyVersion', () => {
  it('takes its own version, not that of a database', () => {
    expect(parseTrivyVersion('Version: 0.74.0\nVulnerability DB:\n  Version: 2\n')).toBe('0.74.0');
    expect(parseTrivyVersion('  Version: 2\n')).toBeUndefined();
  });
});
