import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attribute, parseReport, type TrivyReport } from '../../../src/gates/scan/findings.ts';

const CONFIG = { architecture: 'amd64', os: 'linux' };
const IMAGE = {
  SchemaVersion: 2,
  ArtifactType: 'container_image',
  Metadata: { OS: { Family: 'debian', Name: '12.11' }, ImageConfig: CONFIG },
};
const VULNERABILITY = {
  VulnerabilityID: 'CVE-1',
  PkgName: 'zlib1g',
  InstalledVersion: '1.2',
  Severity: 'HIGH',
  Status: 'affected',
};

const parsed = (document: unknown): TrivyReport => parsedText(JSON.stringify(document));
const fixture = (name: string): TrivyReport =>
  parsedText(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));

function parsedText(text: string): TrivyReport {
  const result = parseReport(text);
  if (result.kind !== 'report') throw new Error(result.message);
  return result.report;
}

describe('parseReport', () => {
  it.each([
    ['', 'not JSON'],
    ['{}', 'SchemaVersion'],
    ['[]', 'not a Trivy report'],
    [JSON.stringify({ ...IMAGE, SchemaVersion: 3 }), 'SchemaVersion'],
    [JSON.stringify({ ...IMAGE, ArtifactType: 'filesystem' }), 'ArtifactType'],
    [JSON.stringify({ ...IMAGE, Metadata: {} }), 'Metadata.ImageConfig'],
    [JSON.stringify({ ...IMAGE, Results: {} }), 'Results'],
    [
      JSON.stringify({
        ...IMAGE,
        Results: [
          { Target: 't', Class: 'os-pkgs', Vulnerabilities: [{ ...VULNERABILITY, Severity: 'BAD' }] },
        ],
      }),
      'Results.0.Vulnerabilities.0.Severity',
    ],
    [
      JSON.stringify({
        ...IMAGE,
        Results: [{ Target: 't', Class: 'os-pkgs', Vulnerabilities: [{ PkgName: 'p' }] }],
      }),
      'VulnerabilityID',
    ],
  ])('does not take %s for a clean image', (text, message) => {
    expect(parseReport(text)).toEqual({
      kind: 'not-a-report',
      message: expect.stringContaining(message) as string,
    });
  });

  it('merges duplicates into the worse one and sorts worst first', () => {
    const { findings } = parsed({
      ...IMAGE,
      Results: [
        {
          Target: 'localhost:5000/x@sha256:1 (debian 12.11)',
          Class: 'os-pkgs',
          Vulnerabilities: [
            { ...VULNERABILITY, VulnerabilityID: 'CVE-2', Severity: 'LOW' },
            { ...VULNERABILITY, Severity: 'MEDIUM' },
            VULNERABILITY,
            { ...VULNERABILITY, PkgName: 'apt', FixedVersion: '' },
          ],
        },
        {
          Target: 'Python',
          Class: 'lang-pkgs',
          Vulnerabilities: [
            {
              ...VULNERABILITY,
              PkgName: 'pip',
              PkgPath: 'opt/pip/METADATA',
              Severity: undefined,
              FixedVersion: '99',
            },
          ],
        },
      ],
    });
    expect(
      findings.map(({ id, severity, package: name, target, fixed }) => [id, severity, name, target, fixed]),
    ).toEqual([
      ['CVE-1', 'HIGH', 'apt', 'debian 12.11', undefined],
      ['CVE-1', 'HIGH', 'zlib1g', 'debian 12.11', undefined],
      ['CVE-2', 'LOW', 'zlib1g', 'debian 12.11', undefined],
      ['CVE-1', 'UNKNOWN', 'pip', 'opt/pip/METADATA', '99'],
    ]);
  });

  it('has neither system nor packages for an image in which nothing was recognised', () => {
    const { config: _, ...rest } = parsed({
      ...IMAGE,
      Metadata: { OS: { Family: 'none' }, ImageConfig: CONFIG },
      Results: [],
    });
    expect(rest).toEqual({
      platform: 'linux/amd64',
      mayLeaveOut: true,
      packages: { system: 0, language: 0 },
      findings: [],
      suppressed: [],
      secrets: [],
    });
  });

  it('names the platform as BuildKit does', () => {
    expect(
      parsed({ ...IMAGE, Metadata: { ImageConfig: { os: 'linux', architecture: 'arm64', variant: 'v8' } } })
        .platform,
    ).toBe('linux/arm64');
    expect(
      parsed({ ...IMAGE, Metadata: { ImageConfig: { os: 'linux', architecture: 'arm' } } }).platform,
    ).toBe('linux/arm/v7');
  });
});

/** Reports of Trivy 0.74.0, with packages, layers and history cut down. */
describe('parseReport on real reports', () => {
  it('reads system and language packages of an arm64 image', () => {
    const { findings, config, ...rest } = fixture('debian-arm64');
    expect(config).toMatchObject({ user: '', labels: {} });
    expect(rest).toEqual({
      platform: 'linux/arm64',
      os: { name: 'debian 12.15', endOfLife: false },
      packages: { system: 2, language: 1 },
      suppressed: [],
      secrets: [],
    });
    expect(
      findings.map(({ id, severity, package: name, fixed, status, target, class: kind }) => [
        id,
        severity,
        name,
        fixed,
        status,
        target,
        kind,
      ]),
    ).toEqual([
      ['CVE-2099-0001', 'CRITICAL', 'gzip', '99.0-1', 'fixed', 'debian 12.15', 'os-pkgs'],
      ['CVE-2099-0002', 'HIGH', 'tar', undefined, 'affected', 'debian 12.15', 'os-pkgs'],
      [
        'CVE-2099-0003',
        'MEDIUM',
        'only-arm64',
        '2.0',
        'fixed',
        'usr/lib/python3/dist-packages/only_arm64-1.0.dist-info/METADATA',
        'lang-pkgs',
      ],
    ]);
  });

  it('tells what an ignore file took out', () => {
    const { findings, suppressed } = fixture('ignored');
    expect(findings.map(({ id }) => id)).toEqual(['CVE-2099-0002', 'CVE-2099-0003']);
    expect(suppressed).toEqual([{ id: 'CVE-2099-0001', package: 'gzip', reason: 'not reachable' }]);
  });

  it('finds nothing at all in an image of one file', () => {
    const { config: _, ...rest } = fixture('scratch');
    expect(rest).toEqual({
      platform: 'linux/amd64',
      packages: { system: 0, language: 0 },
      findings: [],
      suppressed: [],
      secrets: [],
    });
  });

  it('reads secrets without what they are, sizes, and which layer brought what', () => {
    const { secrets, layers, config, findings } = fixture('secret');
    expect(secrets).toEqual([
      {
        rule: 'github-pat',
        title: 'GitHub Personal Access Token',
        severity: 'CRITICAL',
        path: '/app/gh.env',
        line: 1,
        from: 'unknown',
        diffId: config.diffIds[5],
      },
      {
        rule: 'private-key',
        title: 'Asymmetric Private Key',
        severity: 'HIGH',
        path: '/root/.ssh/id_rsa',
        line: 2,
        from: 'unknown',
        diffId: config.diffIds[4],
      },
      // One for the environment and one for the history, which repeats it.
      {
        rule: 'github-pat',
        title: 'GitHub Personal Access Token',
        severity: 'CRITICAL',
        line: 107,
        from: 'unknown',
      },
      {
        rule: 'github-pat',
        title: 'GitHub Personal Access Token',
        severity: 'CRITICAL',
        line: 73,
        from: 'unknown',
      },
    ]);
    expect(layers?.map(({ size }) => size)).toEqual([85_798_400, 66_463_232, 2560, 4608, 4096, 2560]);
    expect(config.madeBy.slice(-2)).toEqual(['COPY', 'COPY']);
    expect(findings.map(({ id, diffId }) => [id, config.diffIds.indexOf(diffId ?? '')])).toEqual([
      ['CVE-2099-0001', 0],
      ['CVE-2099-0003', 3],
    ]);
  });

  it('takes everything for its own where there is no base', () => {
    const report = attribute(fixture('secret'), 'scratch');
    expect(new Set([...report.findings, ...report.secrets].map(({ from }) => from))).toEqual(
      new Set(['own']),
    );
  });
});
