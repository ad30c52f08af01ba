import { describe, expect, it } from 'vitest';
import { databaseArguments, scanArguments } from '../../../src/gates/scan/trivy-command.ts';
import { subject } from '../../rig/reports.ts';

const SETTINGS = { cacheDir: '/cache' };

describe('scanArguments', () => {
  it('scans the pushed digest, for one platform, from the registry only', () => {
    const args = scanArguments(subject('base', 'linux/arm64'), '/out.json', SETTINGS);
    expect(args.slice(-6)).toEqual([
      '--image-src',
      'remote',
      '--platform',
      'linux/arm64',
      '--',
      `localhost:5000/base@sha256:${'a'.repeat(64)}`,
    ]);
    expect(args).toEqual(
      expect.arrayContaining([
        '--skip-db-update',
        '--skip-java-db-update',
        '--list-all-pkgs',
        '--disable-telemetry',
        '--skip-version-check',
      ]),
    );
  });

  it('lets nothing but ignores and VEX filter the one report', () => {
    const args = scanArguments(subject('base'), '/out.json', {
      ...SETTINGS,
      ignoreFile: '/i.yaml',
      vex: ['/a.vex', 'repo'],
    }).join(' ');
    expect(args).toContain('--ignorefile /i.yaml --vex /a.vex --vex repo');
    expect(args).not.toMatch(/--severity|--ignore-unfixed|--exit-code/);
  });

  it('gives a layout as input', () => {
    const layout = {
      platform: 'linux/amd64',
      source: { kind: 'oci-layout', directory: '/view', digest: 'sha256:0' },
    } as const;
    expect(scanArguments(layout, '/o', SETTINGS).slice(-2)).toEqual(['--input', '/view']);
  });

  it('never takes a reference for a flag', () => {
    const args = scanArguments(
      { platform: 'linux/amd64', source: { kind: 'docker', reference: '--config=/x' } },
      '/o',
      SETTINGS,
    );
    expect(args.slice(-2)).toEqual(['--', '--config=/x']);
  });
});

describe('databaseArguments', () => {
  it('fetches each database from the repository that is named', () => {
    expect(databaseArguments('vulnerabilities', 'r/db:2', SETTINGS).join(' ')).toContain(
      '--download-db-only --db-repository r/db:2 --cache-dir /cache',
    );
    expect(databaseArguments('java', 'r/java:1', SETTINGS).join(' ')).toContain(
      '--download-java-db-only --java-db-repository r/java:1',
    );
  });
});
