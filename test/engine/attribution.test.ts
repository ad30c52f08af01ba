import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench, type ActionRun } from './bench.ts';
import { digestOf, tagsOf } from './registry.ts';

const DEBIAN = `${engine.bases}/library/debian:bookworm-slim`;
/** Of the base: gzip. Of ours: a package that dpkg has in the file that the base has, too, and one of Python. */
const TEMPLATE = `
RUN printf 'Package: late\\nStatus: install ok installed\\nVersion: 1.0\\n\
Architecture: all\\nMaintainer: n <n@example.org>\\nDescription: x\\n' \
>> /var/lib/dpkg/status
COPY --link own /usr/lib/python3/dist-packages/own-1.0.dist-info/METADATA
`;
const project = (repository: string, from: string, over = ''): Record<string, string> => ({
  'matrix.yaml': `version: 1\nimage: ${repository}\ntargets:\n  app: { from: "${from}" }\n${over}`,
  'templates/app.hbs': TEMPLATE,
  own: 'Metadata-Version: 2.1\nName: own\nVersion: 1.0\n',
});
const day = (fromNow: number): string =>
  new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);
const messages = ({ annotations }: ActionRun, level: string): readonly string[] =>
  annotations.filter((annotation) => annotation.level === level).map(({ message }) => message);

interface Report {
  readonly images: readonly { readonly bases: object; readonly scans: readonly object[] }[];
}

describeEngine('attribution and ignores', () => {
  const bench = useBench('attribution');
  const database = (): string =>
    bench.database({
      debian12: {
        gzip: { 'CVE-2099-2001': { severity: 'CRITICAL', title: 'planted', fixed: '99.0' } },
        late: { 'CVE-2099-2002': { severity: 'HIGH', title: 'planted', fixed: '99.0' } },
      },
      pip: { own: { 'CVE-2099-2003': { severity: 'HIGH', title: 'planted', fixed: '2.0' } } },
    });

  it('tells findings of the base from our own, everywhere', async () => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository, DEBIAN)), {
      inputs: { push: 'true', 'trivy-db': database() },
    });
    expect(run.code).toBe(1);
    expect(
      messages(run, 'error').map((message) => /(CVE-\S+) in (\w+) .*?, (in [a-z ]+)/.exec(message)?.slice(1)),
    ).toEqual([
      ['CVE-2099-2001', 'gzip', 'in the base image'],
      ['CVE-2099-2002', 'late', 'in layers of its own'],
      ['CVE-2099-2003', 'own', 'in layers of its own'],
      undefined,
    ]);
    expect(messages(run, 'error')[2]).toContain(
      'upgrade late, own where the template installs it; where the cache keeps that step, ' +
        'set "refresh" in the matrix and build with --refresh; take a newer release of ' +
        `${DEBIAN}, or upgrade gzip in the template`,
    );
    expect(run.summary).toContain('1 CRITICAL (base), 2 HIGH');
    const report = JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as Report;
    expect(report.images[0]).toMatchObject({
      bases: {
        'linux/amd64': {
          name: DEBIAN,
          digest: await digestOf(`${engine.bases}/library/debian`, 'bookworm-slim'),
        },
      },
      scans: [{ counts: { CRITICAL: 1, HIGH: 2 }, inBase: { CRITICAL: 1, HIGH: 0 } }],
    });
    const sarif = JSON.parse(readFileSync(run.outputs['sarif-file'] ?? '', 'utf8')) as {
      runs: { results: { properties: { from: string } }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ properties }) => properties.from)).toEqual(['base', 'own', 'own']);
  });

  it('only warns of the base when asked to, and says when its tag has moved on', async () => {
    const base = bench.repository('base');
    const tagged = (from: string): void =>
      void execFileSync('docker', ['buildx', 'imagetools', 'create', '--tag', `${base}:1`, from], {
        stdio: 'pipe',
      });
    tagged(DEBIAN);
    const digest = await digestOf(base, '1');
    tagged(`${engine.bases}/library/python:3.11-slim-bookworm`);
    const repository = bench.repository('app');
    const plain = {
      ...project(repository, `${base}:1@${digest}`, 'scan: { base: report }\n'),
      'templates/app.hbs': 'COPY own /own\n',
    };
    const run = await bench.action(bench.project(plain), {
      inputs: { push: 'true', 'trivy-db': database() },
    });
    expect(run.log).not.toContain('::error');
    expect(messages(run, 'warning')).toEqual([
      expect.stringContaining(
        `build on the newer ${base}:1 (built on ${digest}, the tag is ${await digestOf(base, '1')} now)`,
      ),
    ]);
    expect(await tagsOf(repository)).toEqual(['app']);
  });

  it('says so when it cannot know the base, and excuses nothing', async () => {
    const run = await bench.action(
      bench.project(project(bench.repository('app'), DEBIAN, 'scan: { base: report }\n')),
      { inputs: { push: 'true', provenance: 'false', 'trivy-db': database() } },
    );
    expect(run.code).toBe(1);
    expect(
      messages(run, 'error').some((message) => /in the base image|layers of its own/.test(message)),
    ).toBe(false);
    expect(run.summary).toContain('1 CRITICAL, 2 HIGH');
  });

  it('builds nothing with an ignore whose time is over, and says where it is', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(
      project(repository, DEBIAN, 'scan: { ignores: .trivyignore.yaml, vex: [none.json] }\n'),
    );
    writeFileSync(
      join(dir, '.trivyignore.yaml'),
      `vulnerabilities:\n  - id: CVE-2099-2001\n    statement: never unpacks\n    expired_at: ${day(-1)}\n`,
    );
    const run = await bench.action(dir, { inputs: { push: 'true', 'trivy-db': database() } });
    expect(run.annotations.filter(({ level }) => level === 'error')).toMatchObject([
      {
        message: expect.stringContaining(
          `the ignored finding CVE-2099-2001 counts again since ${day(-1)}`,
        ) as string,
      },
      { message: expect.stringContaining('there is no VEX document none.json') as string },
      {},
    ]);
    expect(run.log).toMatch(/file=.*\.trivyignore\.yaml,line=4,col=17/);
    expect(run.log).not.toContain('app: built');
  });

  it('publishes what is ignored or not affected; warns of entries that end soon, have no end or no use', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(
      project(repository, DEBIAN, 'scan: { ignores: .trivyignore.yaml, vex: [vex.json] }\n'),
    );
    writeFileSync(
      join(dir, '.trivyignore.yaml'),
      `vulnerabilities:\n  - { id: CVE-2099-2001, statement: never unpacks, expired_at: ${day(5)} }\n` +
        '  - { id: CVE-2099-2002, statement: not reachable }\n' +
        `  - { id: CVE-2099-9999, statement: gone, expired_at: ${day(100)} }\n`,
    );
    const statement = {
      vulnerability: { name: 'CVE-2099-2003' },
      products: [{ '@id': 'pkg:pypi/own@1.0' }],
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
    };
    writeFileSync(
      join(dir, 'vex.json'),
      JSON.stringify({
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': 'https://example.org/vex/1',
        author: 'us',
        timestamp: '2026-01-01T00:00:00Z',
        version: 1,
        statements: [statement],
      }),
    );
    const run = await bench.action(dir, { inputs: { push: 'true', 'trivy-db': database() } });
    expect(run.log).not.toContain('::error');
    expect(messages(run, 'warning').map((message) => message.split('\n')[0])).toEqual([
      expect.stringMatching(/^the ignored finding CVE-2099-2001 counts again from \S+ on, 4 days from now/),
      'ignored finding CVE-2099-2002 has no expiry date (expired_at)',
      'the ignored finding CVE-2099-9999 is in none of the images',
    ]);
    expect(await tagsOf(repository)).toEqual(['app']);
    expect((JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')) as Report).images[0]).toMatchObject(
      { scans: [{ counts: { CRITICAL: 0, HIGH: 0 }, suppressed: 3 }] },
    );
  });
});
