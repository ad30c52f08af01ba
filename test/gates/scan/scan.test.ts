import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../../src/effects/exec.ts';
import { openScanner, PUBLIC_DATABASE, scanAll, type ScanOptions } from '../../../src/gates/scan/scan.ts';
import { diskFiles } from '../../../src/host/files.ts';
import { subject } from '../../rig/reports.ts';
import { scriptedExec, type Script } from '../../rig/scripted-exec.ts';

const REPORT = {
  SchemaVersion: 2,
  ArtifactType: 'container_image',
  Metadata: { OS: { Family: 'debian', Name: '12.11' }, ImageConfig: { architecture: 'amd64', os: 'linux' } },
  Results: [
    {
      Target: 'x',
      Class: 'os-pkgs',
      Packages: [{}],
      Vulnerabilities: [{ VulnerabilityID: 'CVE-1', PkgName: 'p', Severity: 'HIGH' }],
    },
  ],
};

const files = diskFiles('/');
const after = (command: Command, flag: string): string => command.args[command.args.indexOf(flag) + 1] ?? '';
const isDatabase = (command: Command): boolean => command.args.includes('--download-db-only');
const database: Script = {
  when: isDatabase,
  does: async (command) => {
    const db = join(after(command, '--cache-dir'), 'db');
    await mkdir(db, { recursive: true });
    await Promise.all(['trivy.db', 'metadata.json'].map((name) => writeFile(join(db, name), '')));
    return {};
  },
};
const scans = (document: unknown = REPORT): Script => ({
  when: (command) => command.args.includes('--output') && command.args[0] === 'image',
  does: async (command) => {
    await writeFile(
      after(command, '--output'),
      typeof document === 'string' ? document : JSON.stringify(document),
    );
    return {};
  },
});
const crash = (stderr: string, code = 1): Script => ({
  when: (command) => command.args.includes('--output'),
  does: () => ({ code, stderr }),
});

let folder = '';
const pauses: number[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scan-'));
  pauses.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const sleep = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);

async function run(
  exec: ReturnType<typeof scriptedExec>,
  over: Partial<ScanOptions> = {},
  subjects = [subject('base')],
) {
  const options: ScanOptions = {
    trivy: '/bin/trivy',
    cacheDir: join(folder, 'cache'),
    reportsDir: join(folder, 'reports'),
    database: PUBLIC_DATABASE,
    ...over,
  };
  const opened = await openScanner(
    { exec, files, sleep, env: { PATH: '/bin', GITHUB_TOKEN: 'secret' } },
    options,
  );
  return opened.kind === 'failed' ? [opened] : scanAll(subjects, opened.scanner);
}

describe('scanAll', () => {
  it('fetches the database once, then scans each subject in a scrubbed environment and a folder of ours', async () => {
    const exec = scriptedExec(database, scans());
    const results = await run(exec, {}, [subject('base'), subject('ml'), subject('full')]);
    expect(results.map((result) => result.kind === 'scanned' && result.subject.image)).toEqual([
      'base',
      'ml',
      'full',
    ]);
    expect(exec.commands.map(isDatabase)).toEqual([true, false, false, false]);
    expect(
      exec.commands.every(
        ({ env, cwd }) => JSON.stringify(env) === '{"PATH":"/bin"}' && cwd === join(folder, 'reports'),
      ),
    ).toBe(true);
    expect(results[0]).toMatchObject({
      report: { findings: [{ id: 'CVE-1', severity: 'HIGH' }] },
      reportFile: join(folder, 'reports', 'base.linux-amd64.trivy.json'),
    });
  });

  it('runs no more scans at a time than asked', async () => {
    let running = 0;
    let most = 0;
    const slow: Script = {
      ...scans(),
      does: async (command) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running -= 1;
        return scans().does(command);
      },
    };
    await run(
      scriptedExec(database, slow),
      { concurrency: 3 },
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((image) => subject(image)),
    );
    expect(most).toBe(3);
  });

  it.each([
    ['a crash', crash('2026-11-20T14:00:00Z\tFATAL\tFatal error\trun error: image scan error: boom'), 'boom'],
    ['the end by a signal', crash('', 137), 'signal 9'],
    ['an empty report', scans(''), 'not JSON'],
    ['a report of something else', scans({ SchemaVersion: 2 }), 'not a Trivy report'],
    ['a scan that writes nothing', { ...crash(''), does: () => ({}) }, 'ENOENT'],
    [
      'another platform',
      scans({ ...REPORT, Metadata: { ImageConfig: { architecture: 'arm64', os: 'linux' } } }),
      'the scanned image is linux/arm64, not linux/amd64',
    ],
  ])('tells %s from no findings', async (_, script, message) => {
    expect(await run(scriptedExec(database, script))).toEqual([
      { kind: 'failed', subject: subject('base'), message: expect.stringContaining(message) as string },
    ]);
  });

  it('does not take the report of an earlier run for its own', async () => {
    await run(scriptedExec(database, scans()));
    const silent: Script = { ...scans(), does: () => ({}) };
    expect(await run(scriptedExec(database, silent))).toMatchObject([{ kind: 'failed' }]);
  });

  it('keeps the results of the others when one scan fails', async () => {
    const bad: Script = {
      when: (command) => command.args.some((arg) => arg.includes('/bad@')),
      does: () => ({ code: 1, stderr: 'no' }),
    };
    expect(
      (await run(scriptedExec(database, bad, scans()), {}, [subject('bad'), subject('good')])).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['failed', 'scanned']);
  });

  it('tries every database repository, again after pauses, then fails', async () => {
    const exec = scriptedExec({ when: isDatabase, does: () => ({ code: 1, stderr: 'TOOMANYREQUESTS' }) });
    const results = await run(exec, { database: { kind: 'repositories', vulnerabilities: ['one', 'two'] } }, [
      subject('a'),
      subject('b'),
    ]);
    expect(exec.commands.map((command) => after(command, '--db-repository'))).toEqual([
      'one',
      'two',
      'one',
      'two',
      'one',
      'two',
    ]);
    expect(pauses).toEqual([5_000, 20_000]);
    expect(results.map((result) => result.kind === 'failed' && result.message)).toEqual([
      'the vulnerability database could not be fetched: one: TOOMANYREQUESTS; two: TOOMANYREQUESTS',
    ]);
  });

  it('goes on to the next repository, and to the scans when it answers', async () => {
    const first: Script = {
      when: (command) => after(command, '--db-repository') === 'one',
      does: () => ({ code: 1 }),
    };
    const results = await run(scriptedExec(first, database, scans()), {
      database: { kind: 'repositories', vulnerabilities: ['one', 'two'] },
    });
    expect(results).toMatchObject([{ kind: 'scanned' }]);
    expect(pauses).toEqual([]);
  });

  it('fetches the index of jar files once, when a scan asks for it', async () => {
    let fetched = 0;
    const java: Script = {
      when: (command) => command.args.includes('--download-java-db-only'),
      does: () => {
        fetched += 1;
        return {};
      },
    };
    const scannedBefore = new Set<string>();
    const needsJava: Script = {
      when: (command) => command.args.includes('--output'),
      does: (command) => {
        const image = command.args.at(-1) ?? '';
        if (scannedBefore.has(image)) return scans().does(command);
        scannedBefore.add(image);
        return {
          code: 1,
          stderr: "Java DB update failed: '--skip-java-db-update' cannot be specified on the first run",
        };
      },
    };
    const results = await run(scriptedExec(database, java, needsJava), {}, [subject('a'), subject('b')]);
    expect(results.map(({ kind }) => kind)).toEqual(['scanned', 'scanned']);
    expect(fetched).toBe(1);
  });

  it('uses a database that was brought, and fetches nothing', async () => {
    const brought = join(folder, 'db');
    await files.makeFolder(brought);
    const options = { database: { kind: 'folder', directory: brought } } as const;
    expect(await run(scriptedExec(scans()), options)).toMatchObject([
      { kind: 'failed', message: expect.stringContaining('there is no trivy.db') as string },
    ]);

    await writeFile(join(brought, 'trivy.db'), '');
    await writeFile(join(brought, 'metadata.json'), '');
    const seen: boolean[] = [];
    const looking: Script = {
      when: () => true,
      does: async (command) => {
        seen.push((await files.kind(join(after(command, '--cache-dir'), 'db', 'trivy.db'))) !== undefined);
        return scans().does(command);
      },
    };
    expect(await run(scriptedExec(looking), options)).toMatchObject([{ kind: 'scanned' }]);
    expect(seen).toEqual([true]);
  });

  it('gives each scan at a time its own cache, which those after it go on with, and leaves none behind', async () => {
    const inUse = new Set<string>();
    const used: string[] = [];
    const shared: string[] = [];
    const looking: Script = {
      when: (command) => command.args.includes('--output'),
      does: async (command) => {
        const cache = after(command, '--cache-dir');
        if (inUse.has(cache)) shared.push(cache);
        inUse.add(cache);
        used.push(cache);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inUse.delete(cache);
        return scans().does(command);
      },
    };
    await run(
      scriptedExec(database, looking),
      { concurrency: 3 },
      Array.from({ length: 9 }, (_, index) => subject(`image-${index}`)),
    );
    expect(shared).toEqual([]);
    expect([used.length, new Set(used).size]).toEqual([9, 3]);
    expect(await Promise.all([...new Set(used)].map((cache) => files.kind(cache)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('does not take a missing ignore file for an empty one', async () => {
    expect(await run(scriptedExec(), { ignoreFile: '/nowhere/.trivyignore.yaml' })).toMatchObject([
      { kind: 'failed', message: 'there is no ignore file /nowhere/.trivyignore.yaml' },
    ]);
  });

  it('keeps reports apart whose images differ in what a file name cannot hold', async () => {
    const results = await run(scriptedExec(database, scans()), {}, [
      subject('a/b'),
      subject('a:b'),
      subject('../b'),
    ]);
    const files = results.map((result) => (result.kind === 'scanned' ? result.reportFile : ''));
    expect(new Set(files).size).toBe(3);
    expect(
      files.every((file) => file.startsWith(join(folder, 'reports') + '/') && !file.includes('..')),
    ).toBe(true);
  });

  it('adds the packages of an unknown distribution to the SBOM, and only there', async () => {
    const unknown = { ...REPORT, Metadata: { ...REPORT.Metadata, OS: { Family: 'none' } }, Results: [] };
    const converted: unknown[] = [];
    const exec = scriptedExec(
      database,
      {
        when: (command) => after(command, '--scanners') === 'secret',
        does: async (command) => scans({ ...unknown, Results: REPORT.Results }).does(command),
      },
      scans(unknown),
      {
        when: ({ args }) => args[0] === 'convert',
        does: async ({ args }) => {
          converted.push(JSON.parse((await files.readText(args.at(-1) ?? '')) ?? ''));
          return {};
        },
      },
    );
    expect(await run(exec, { sbom: true, secrets: true })).toMatchObject([
      { kind: 'scanned', report: { packages: { system: 0 }, findings: [] } },
    ]);
    expect(converted).toMatchObject([{ Results: [{ Class: 'os-pkgs', Packages: [{}] }] }]);
    expect(await files.list(join(folder, 'reports'))).toEqual(['base.linux-amd64.trivy.json']);
  });
});
