import { describe, expect, it } from 'vitest';
import type { KnownBase } from '../../../src/gates/gate/base-image.ts';
import { decide, type ScanPolicy } from '../../../src/gates/scan/decide.ts';
import type { Finding } from '../../../src/gates/scan/findings.ts';
import type { ScanResult } from '../../../src/gates/scan/scan.ts';
import { finding, scanned, subject, unfixed } from '../../rig/reports.ts';

const GATE: ScanPolicy = { mode: 'gate', failOn: ['CRITICAL', 'HIGH'], ignoreUnfixed: false };
const CRASH: ScanResult = { kind: 'failed', subject: subject('ml'), message: 'connection refused' };

describe('decide', () => {
  it('refuses a finding once for all platforms that have it, with its versions and the next step', () => {
    const { problems, verdicts } = decide(
      [
        scanned('base', 'linux/amd64', [finding(), finding({ severity: 'LOW', id: 'CVE-9' })]),
        scanned('base', 'linux/arm64', [finding()]),
      ],
      GATE,
    );
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'vulnerability',
        message:
          'image "base" (linux/amd64, linux/arm64): ' +
          'CRITICAL CVE-2099-0001 in openssl 3.0.1 (debian 12), fixed in 99.0-1',
        hint: expect.stringMatching(/^upgrade openssl, .*scan\.ignores.*scan: report/) as string,
      },
    ]);
    expect(verdicts[0]).toMatchObject({
      kind: 'scanned',
      counts: { CRITICAL: 1, HIGH: 0, MEDIUM: 0, LOW: 1, UNKNOWN: 0 },
      refused: 1,
    });
  });

  it('takes an empty list of severities for the default, and not for "nothing fails"', () => {
    const scans = [
      scanned('base', 'linux/amd64', [
        finding(),
        finding({ severity: 'HIGH', id: 'CVE-8' }),
        finding({ severity: 'MEDIUM', id: 'CVE-9' }),
      ]),
    ];
    expect(decide(scans, { ...GATE, failOn: [] })).toEqual(decide(scans, GATE));
    expect(decide(scans, { ...GATE, failOn: [] }).verdicts[0]).toMatchObject({ refused: 2 });
  });

  it('warns in report mode, and says nothing when off', () => {
    const scans = [scanned('base', 'linux/amd64', [finding()]), CRASH];
    expect(
      decide(scans, { ...GATE, mode: 'report' }).problems.map(({ severity, code }) => [severity, code]),
    ).toEqual([
      ['error', 'scan-failed'],
      ['warning', 'vulnerability'],
    ]);
    expect(decide(scans, { ...GATE, mode: 'off' })).toEqual({ verdicts: [], problems: [] });
  });

  it('counts a finding without a fix, and refuses it unless told not to', () => {
    const scans = [scanned('base', 'linux/amd64', [unfixed()])];
    expect(decide(scans, GATE).problems[0]?.message).toContain('no fix yet');
    const ignoring = decide(scans, { ...GATE, ignoreUnfixed: true });
    expect(ignoring.problems).toEqual([]);
    expect(ignoring.verdicts[0]).toMatchObject({ counts: { CRITICAL: 1 }, refused: 0 });
  });

  it('lists the worst findings and counts the others', () => {
    const findings = Array.from({ length: 14 }, (_, index) =>
      finding({ id: `CVE-${10 + index}`, severity: index < 12 ? 'HIGH' : 'CRITICAL' }),
    );
    const { problems } = decide([scanned('base', 'linux/amd64', findings)], { ...GATE, listed: 2 });
    expect(problems.map(({ message }) => message.match(/CVE-\d+/)?.[0])).toEqual(['CVE-22', 'CVE-23']);
    expect(problems[1]?.message).toMatch(/, and 12 more$/);
    expect(problems[0]?.hint).toBeUndefined();
  });

  it('reports one reason for many failed scans once', () => {
    const { problems } = decide(
      [CRASH, { ...CRASH, subject: subject('ml', 'linux/arm64') }, { ...CRASH, message: 'timeout' }],
      GATE,
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'image "ml" (linux/amd64, linux/arm64) could not be scanned: connection refused',
      'image "ml" (linux/amd64) could not be scanned: timeout',
    ]);
  });

  const BASE: KnownBase = {
    name: 'docker.io/library/debian:12',
    digest: 'sha256:1',
    diffIds: ['sha256:a'],
    env: [],
  };
  const both = [
    finding({ from: 'base', package: 'gzip' }),
    finding({ from: 'own', package: 'own', severity: 'HIGH' }),
  ];
  const onBase = (base: KnownBase): ScanResult => ({
    ...(scanned('base', 'linux/amd64', both) as Extract<ScanResult, { kind: 'scanned' }>),
    base,
  });

  it('says where findings are from, and what to do about each', () => {
    const { problems, verdicts } = decide([onBase(BASE)], GATE);
    expect(problems.map(({ message }) => message.replace(/.*fixed in /, ''))).toEqual([
      '99.0-1, in the base image',
      '99.0-1, in layers of its own',
    ]);
    expect(problems[1]?.hint).toMatch(
      new RegExp(
        '^upgrade own where the template installs it; where the cache keeps that step, ' +
          'set "refresh" in the matrix and build with --refresh; take a newer release of ' +
          String.raw`docker\.io/library/debian:12, or upgrade gzip in the template; or accept`,
      ),
    );
    expect(verdicts[0]).toMatchObject({
      counts: { CRITICAL: 1, HIGH: 1 },
      inBase: { CRITICAL: 1, HIGH: 0 },
      refused: 2,
    });
  });

  it('says --refresh where steps can be built anew', () => {
    const scans = [scanned('app', 'linux/amd64', [finding({ from: 'own' })])];
    const { problems } = decide(scans, { ...GATE, refreshes: true });
    expect(problems[0]?.hint).toMatch(
      /^take openssl in anew with --refresh \(input refresh\), or upgrade it/,
    );
  });

  it('never sends an image without a base to a newer one', () => {
    const hints = (...findings: readonly Finding[]) =>
      decide([scanned('app', 'linux/amd64', findings)], GATE).problems.map(({ hint }) => hint);
    expect(hints(finding({ from: 'own' }))).toEqual([
      expect.stringMatching(/^upgrade openssl where the template installs it; where .* --refresh; or accept/),
    ]);
    expect(hints(unfixed({ from: 'own' }))).toEqual([
      expect.stringMatching(/^move to a package without it; or accept/),
    ]);
    expect(hints(unfixed())).toEqual([expect.stringMatching(/^move to a base or package without it; /)]);
  });

  it('names the newer base that there is', () => {
    expect(decide([onBase({ ...BASE, newer: 'sha256:2' })], GATE).problems[1]?.hint).toContain(
      'build on the newer docker.io/library/debian:12 (built on sha256:1, the tag is sha256:2 now)',
    );
  });

  it('only warns of the base when it is told to, and lists what refuses first', () => {
    const { problems, verdicts } = decide([onBase(BASE)], { ...GATE, base: 'report' });
    expect(problems.map(({ severity, message }) => [severity, / in (\w+) /.exec(message)?.[1]])).toEqual([
      ['error', 'own'],
      ['warning', 'gzip'],
    ]);
    expect(verdicts[0]).toMatchObject({ refused: 1 });
    // A finding in the base of one platform does not excuse the same finding outside the base on another platform,
    // even if its severity is lower there.
    const mixed = decide(
      [
        onBase(BASE),
        scanned('base', 'linux/arm64', [finding({ from: 'own', package: 'gzip', severity: 'HIGH' })]),
      ],
      { ...GATE, base: 'report' },
    );
    expect(
      mixed.problems.map(({ severity, message }) => [
        severity,
        /^image "base" \((.*?)\).*? in (\w+) /.exec(message)?.slice(1),
      ]),
    ).toEqual([
      ['error', ['linux/amd64, linux/arm64', 'gzip']],
      ['error', ['linux/amd64', 'own']],
    ]);
    // A finding is not excused when it is unknown whether the base has it.
    expect(
      decide([scanned('base', 'linux/amd64', [finding()])], { ...GATE, base: 'report' }).verdicts[0],
    ).toMatchObject({ refused: 1 });
  });

  it.each([
    ['scan-empty', { packages: { system: 0, language: 0 } }],
    ['scan-system-unknown', { packages: { system: 0, language: 4 } }],
    ['scan-end-of-life', { os: { name: 'debian 9', endOfLife: true } }],
  ])('warns with %s where no findings does not mean none', (code, over) => {
    expect(decide([scanned('base', 'linux/amd64', [], over)], GATE).problems).toEqual([
      expect.objectContaining({ severity: 'warning', code }),
    ]);
  });

  it('has no problem with a clean image', () => {
    expect(decide([scanned('base', 'linux/amd64', [])], GATE).problems).toEqual([]);
  });
});
