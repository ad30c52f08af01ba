import { describe, expect, it } from 'vitest';
import { sarifFiles, type SarifScan } from '../../../src/gates/scan/sarif.ts';
import { finding, unfixed } from '../../rig/reports.ts';

interface Sarif {
  version: string;
  runs: {
    automationDetails: { id: string };
    tool: { driver: { rules: { id: string; properties: Record<string, unknown> }[] } };
    results: {
      ruleId: string;
      ruleIndex: number;
      level: string;
      message: { text: string };
      partialFingerprints: Record<string, string>;
      locations: unknown[];
    }[];
  }[];
}

const scan = (image: string, platform: string, findings = [finding()]): SarifScan => ({
  image,
  platform,
  findings,
  dockerfile: `docker/${image}.Dockerfile`,
});
const read = (scans: readonly SarifScan[]): Sarif[] =>
  sarifFiles(scans, '0.74.0').map(({ text }) => JSON.parse(text) as Sarif);
const categories = (file: Sarif | undefined) => file?.runs.map((run) => run.automationDetails.id);

const print = (over: Parameters<typeof finding>[0]) =>
  read([scan('a', 'linux/amd64', [finding(over)])])[0]?.runs[0]?.results[0]?.partialFingerprints[
    'primaryLocationLineHash'
  ];

describe('sarifFiles', () => {
  it('writes a run for each platform of each image, pointing at its Dockerfile', () => {
    const [file] = read([scan('base', 'linux/amd64'), scan('base', 'linux/arm64')]);
    expect(categories(file)).toEqual(['docker-matrix/base/linux/amd64/', 'docker-matrix/base/linux/arm64/']);
    expect(file?.runs[0]?.results[0]).toMatchObject({
      ruleId: 'CVE-2099-0001',
      level: 'error',
      message: {
        text: 'CRITICAL CVE-2099-0001 in openssl 3.0.1 (debian 12), fixed in 99.0-1; image base (linux/amd64)',
      },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'docker/base.Dockerfile' }, region: { startLine: 1 } },
        },
      ],
    });
  });

  it('rates a rule by its worst package and a result by its own', () => {
    const [file] = read([
      scan('base', 'linux/amd64', [
        unfixed({ severity: 'LOW', package: 'libssl3' }),
        finding({ severity: 'HIGH' }),
      ]),
    ]);
    expect(
      file?.runs[0]?.tool.driver.rules.map(({ id, properties }) => [id, properties['security-severity']]),
    ).toEqual([['CVE-2099-0001', '8.0']]);
    expect(file?.runs[0]?.results.map(({ level, ruleIndex }) => [level, ruleIndex])).toEqual([
      ['error', 0],
      ['note', 0],
    ]);
  });

  it('tells findings of one line apart, and keeps them the same through an upgrade', () => {
    expect(print({ package: 'libssl3' })).not.toBe(print({ package: 'openssl' }));
    expect(print({ installed: '3.0.2', target: 'debian 12.12' })).toBe(print({}));
  });

  it('merges the platforms of an image when there are more than 20 runs', () => {
    const images = Array.from({ length: 11 }, (_, index) => `image-${index}`);
    const [file, ...others] = read(
      images.flatMap((image) => [
        scan(image, 'linux/amd64'),
        scan(image, 'linux/arm64', [finding(), finding({ id: 'CVE-2' })]),
      ]),
    );
    expect(others).toEqual([]);
    expect(categories(file)?.slice(0, 2)).toEqual(['docker-matrix/image-0/', 'docker-matrix/image-1/']);
    expect(file?.runs[0]?.results.map(({ message }) => message.text.split('; ')[1])).toEqual([
      'image image-0 (linux/arm64)',
      'image image-0 (linux/amd64, linux/arm64)',
    ]);
  });

  it('writes several files beyond 20 images, each with a name', () => {
    const scans = Array.from({ length: 41 }, (_, index) => scan(`image-${index}`, 'linux/amd64'));
    expect(sarifFiles(scans, '0.74.0').map(({ name }) => name)).toEqual([
      'trivy-1.sarif',
      'trivy-2.sarif',
      'trivy-3.sarif',
    ]);
    expect(read(scans).map(({ runs }) => runs.length)).toEqual([20, 20, 1]);
  });

  it('keeps the run of a clean image, which closes its alerts, and writes nothing without scans', () => {
    expect(read([scan('base', 'linux/amd64', [])])[0]?.runs[0]?.results).toEqual([]);
    expect(sarifFiles([], '0.74.0')).toEqual([]);
  });
});
