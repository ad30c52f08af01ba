import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decide } from '../../src/gates/scan/decide.ts';
import { openScanner, scanAll, type ScanOptions, type ScanResult } from '../../src/gates/scan/scan.ts';
import type { ScanSource, ScanSubject } from '../../src/gates/scan/trivy-command.ts';
import { exec } from '../../src/host/exec.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { makeTrivyDb, pushTrivyDb } from '../rig/trivy-db.ts';
import { quietHost } from '../rig/host.ts';

const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;
/** Repositories that nobody else has. */
const OWN = `e2e-trivy-${randomBytes(4).toString('hex')}`;
const DATABASE = `${engine.registry}/${OWN}/trivy-db:2`;
/**
 * The arm64 image has one Python package more, so that scanning the wrong platform shows. No RUN:
 * nothing is emulated.
 */
const DOCKERFILE = `
FROM debian:bookworm-slim AS amd64
FROM debian:bookworm-slim AS arm64
COPY only-arm64 /usr/lib/python3/dist-packages/only_arm64-1.0.dist-info/METADATA
ARG TARGETARCH
FROM \${TARGETARCH}
`;

let folder = '';
let layout = '';
let pushed = '';
let laidOut = '';

async function build(output: string, from = folder): Promise<string> {
  const metadata = join(folder, 'metadata.json');
  const args = [
    'buildx',
    'build',
    '--builder',
    engine.builder,
    '--platform',
    PLATFORMS.join(','),
    '--provenance=mode=min',
    '--output',
    output,
    '--metadata-file',
    metadata,
    from,
  ];
  const result = await exec({ file: 'docker', args, env: process.env });
  if (result.code !== 0) throw new Error(result.stderr);
  return (JSON.parse(readFileSync(metadata, 'utf8')) as { 'containerimage.digest': string })[
    'containerimage.digest'
  ];
}

/** The candidate, by its digest. */
const registry = (): ScanSource => ({
  kind: 'registry',
  reference: `${engine.registry}/${OWN}/scanned@${pushed}`,
});
const subjects = (source: ScanSource): readonly ScanSubject[] =>
  PLATFORMS.map((platform) => ({ image: 'base', platform, source }));

type Unopened = Extract<Awaited<ReturnType<typeof openScanner>>, { kind: 'failed' }>;

let runs = 0;
async function scan(
  found: readonly ScanSubject[],
  over: Partial<ScanOptions> = {},
): Promise<readonly (ScanResult | Unopened)[]> {
  runs += 1;
  const options: ScanOptions = {
    trivy: engine.trivy,
    cacheDir: join(folder, `cache-${runs}`),
    reportsDir: join(folder, `reports-${runs}`),
    database: { kind: 'repositories', vulnerabilities: [DATABASE] },
    timeout: '10m',
    ...over,
  };
  const opened = await openScanner(quietHost({ sleep: () => sleep(1) }), options);
  return opened.kind === 'failed' ? [opened] : scanAll(found, opened.scanner);
}

const idsOf = (result: ScanResult | Unopened) =>
  result.kind === 'scanned'
    ? result.report.findings.map(({ id, package: name }) => `${id} ${name}`)
    : [result.message];

describeEngine('Trivy', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trivy-engine-'));
    layout = join(folder, 'layout');
    writeFileSync(join(folder, 'Dockerfile'), DOCKERFILE);
    writeFileSync(join(folder, 'only-arm64'), 'Metadata-Version: 2.1\nName: only-arm64\nVersion: 1.0\n');
    pushed = await build(`type=image,name=${engine.registry}/${OWN}/scanned,push-by-digest=true,push=true`);
    laidOut = await build(`type=oci,dest=${layout},tar=false`);
    makeTrivyDb(join(folder, 'planted'), {
      debian12: {
        gzip: { 'CVE-2099-0001': { severity: 'CRITICAL', title: 'planted', fixed: '99.0-1' } },
        tar: { 'CVE-2099-0002': { severity: 'HIGH', title: 'planted, no fix' } },
      },
      pip: { 'only-arm64': { 'CVE-2099-0003': { severity: 'MEDIUM', title: 'planted', fixed: '2.0' } } },
    });
    makeTrivyDb(join(folder, 'clean'), {
      debian12: {
        gzip: { 'CVE-2099-0001': { severity: 'CRITICAL', title: 'fixed long ago', fixed: '0.1-1' } },
      },
    });
    await pushTrivyDb(join(folder, 'planted'), `http://${engine.registry}`, `${OWN}/trivy-db`, '2');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const AMD64 = ['CVE-2099-0001 gzip', 'CVE-2099-0002 tar'];
  const ARM64 = [...AMD64, 'CVE-2099-0003 only-arm64'];

  it('finds what was planted, on each platform of the pushed digest', async () => {
    const results = await scan(subjects(registry()), { sbom: true });
    expect(results.map(idsOf)).toEqual([AMD64, ARM64]);
    const { problems } = decide(results as readonly ScanResult[], {
      mode: 'gate',
      failOn: ['CRITICAL'],
      ignoreUnfixed: false,
    });
    expect(problems.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'error',
        expect.stringMatching(
          new RegExp(
            String.raw`^image "base" \(linux/amd64, linux/arm64\): CRITICAL ` +
              String.raw`CVE-2099-0001 in gzip \S+ \(debian 12.*\), fixed in 99\.0-1$`,
          ),
        ),
      ],
    ]);

    const [amd64] = results;
    const sbom = JSON.parse(
      readFileSync(amd64?.kind === 'scanned' ? (amd64.sbomFile ?? '') : '', 'utf8'),
    ) as { bomFormat: string; components: { purl?: string }[] };
    expect(sbom.bomFormat).toBe('CycloneDX');
    expect(sbom.components.filter(({ purl }) => purl?.startsWith('pkg:deb/debian/')).length).toBe(
      amd64?.kind === 'scanned' ? amd64.report.packages.system : 0,
    );
  });

  it('passes an image that has the fix', async () => {
    const results = await scan(subjects(registry()), {
      database: { kind: 'folder', directory: join(folder, 'clean') },
    });
    expect(results.map(idsOf)).toEqual([[], []]);
    expect(
      decide(results as readonly ScanResult[], { mode: 'gate', failOn: ['CRITICAL'], ignoreUnfixed: false })
        .problems,
    ).toEqual([]);
  });

  it('scans one platform at a time of an OCI layout', async () => {
    expect(
      (await scan(subjects({ kind: 'oci-layout', directory: layout, digest: laidOut }))).map(idsOf),
    ).toEqual([AMD64, ARM64]);
  });

  it('takes what is ignored out of the findings, and says why', async () => {
    const ignoreFile = join(folder, '.trivyignore.yaml');
    writeFileSync(
      ignoreFile,
      'vulnerabilities:\n  - { id: CVE-2099-0001, statement: not reachable }\n' +
        '  - { id: CVE-2099-0002, expired_at: 2020-01-01 }\n',
    );
    const [result] = await scan(subjects(registry()), { ignoreFile });
    expect(result).toMatchObject({
      kind: 'scanned',
      report: {
        findings: [{ id: 'CVE-2099-0002' }],
        suppressed: [{ id: 'CVE-2099-0001', package: 'gzip', reason: 'not reachable' }],
      },
    });
  });

  it('tells a scan that did not happen from one that found nothing', async () => {
    const missing = `localhost:5999/${OWN}/scanned@${pushed}`;
    const absent = `${engine.registry}/${OWN}/scanned@sha256:${'0'.repeat(64)}`;
    const results = await scan(
      [missing, absent].map((reference) => ({
        image: 'base',
        platform: 'linux/amd64',
        source: { kind: 'registry', reference },
      })),
    );
    expect(results).toMatchObject([
      { kind: 'failed', message: expect.stringContaining('connection refused') as string },
      { kind: 'failed', message: expect.stringContaining('MANIFEST_UNKNOWN') as string },
    ]);
  });

  it('says that there is no database before it scans anything', async () => {
    const results = await scan(subjects(registry()), {
      database: {
        kind: 'repositories',
        vulnerabilities: ['localhost:5999/none:2', `${engine.registry}/${OWN}/none:2`],
      },
    });
    expect(results.map(({ kind }) => kind)).toEqual(['failed']);
    expect(idsOf(results[0]!)[0]).toMatch(/localhost:5999\/none:2: .*connection refused.*\/none:2: /);
  });

  it('goes on to the next repository when a host cannot be reached', async () => {
    const [result] = await scan(subjects(registry()), {
      database: { kind: 'repositories', vulnerabilities: ['localhost:5999/none:2', DATABASE] },
    });
    expect(idsOf(result!)).toEqual(AMD64);
  });

  it('refuses the only image there is when it is of another platform', async () => {
    const index = JSON.parse(readFileSync(join(layout, 'blobs', laidOut.replace(':', '/')), 'utf8')) as {
      manifests: { digest: string }[];
    };
    const reference = `${engine.registry}/${OWN}/scanned@${index.manifests[0]?.digest}`;
    const results = await scan([
      { image: 'base', platform: 'linux/arm64', source: { kind: 'registry', reference } },
    ]);
    expect(results).toMatchObject([
      { kind: 'failed', message: 'the scanned image is linux/amd64, not linux/arm64' },
    ]);
  });

  it('lists the packages of a distribution that it does not know in the SBOM', async () => {
    const from = mkdtempSync(join(folder, 'unknown-'));
    writeFileSync(
      join(from, 'Dockerfile'),
      'FROM scratch\nCOPY installed /lib/apk/db/installed\nCOPY os-release /etc/\nCOPY METADATA /app/x.dist-info/\n',
    );
    writeFileSync(
      join(from, 'installed'),
      'P:musl\nV:1.2.5-r0\nA:x86_64\n\nP:busybox\nV:1.37.0-r1\nA:x86_64\n\n',
    );
    writeFileSync(join(from, 'os-release'), 'NAME=Other\nID=other\nVERSION_ID=1\n');
    writeFileSync(join(from, 'METADATA'), 'Metadata-Version: 2.1\nName: x\nVersion: 1.0\n');
    const directory = join(from, 'layout');
    const digest = await build(`type=oci,dest=${directory},tar=false`, from);
    const [result] = await scan(
      [{ image: 'other', platform: 'linux/amd64', source: { kind: 'oci-layout', directory, digest } }],
      { sbom: true, secrets: true },
    );
    const { components } = JSON.parse(
      readFileSync(result?.kind === 'scanned' ? (result.sbomFile ?? '') : '', 'utf8'),
    ) as { components: readonly { name: string; version?: string }[] };
    expect(components.map(({ name, version = '' }) => `${name} ${version}`).toSorted()).toEqual([
      'busybox 1.37.0-r1',
      'musl 1.2.5-r0',
      'none ',
      'x 1.0',
    ]);
    // Their vulnerabilities are not known, and the warning about it stays.
    expect(result).toMatchObject({ report: { packages: { system: 0, language: 1 } } });
  });
});
