import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench, type ActionRun } from './bench.ts';
import { digestOf, isKnown, platformsOf, tagsOf } from './registry.ts';

/** `clean` lacks media-types, which Debian's Python depends on. Nothing runs, so nothing is emulated. */
const project = (repository: string, over = ''): Record<string, string> => ({
  'matrix.yaml': `
version: 1
image: ${repository}
platforms: [linux/amd64, linux/arm64]
targets:
  clean: { from: "debian:bookworm-slim", template: app }
  dirty: { from: "python:3.11-slim-bookworm", template: app, latest: true }
scan: { fail-on: [CRITICAL] }
${over}`,
  'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
  'app.txt': 'gate\n',
});

const errors = ({ annotations }: ActionRun): readonly string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describeEngine('gate', () => {
  const bench = useBench('gate');
  const planted = (): string =>
    bench.database({
      debian12: {
        'media-types': { 'CVE-2099-1001': { severity: 'CRITICAL', title: 'planted', fixed: '10.1.0' } },
      },
    });
  const FINDING = new RegExp(
    String.raw`^image "dirty" \(linux/amd64, linux/arm64\): CRITICAL CVE-2099-1001 in media-types 10\.0\.0 ` +
      String.raw`\(debian 12[.\d]*\), fixed in 10\.1\.0`,
  );

  it('publishes nothing when one image has a vulnerability', async () => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', 'trivy-db': planted() },
    });
    expect(run.code).toBe(1);
    expect(errors(run)).toEqual([expect.stringMatching(FINDING), '1 problem found']);
    expect(errors(run)[0]).toContain('upgrade media-types');

    expect(await tagsOf(repository)).toEqual([]);
    expect(run.outputs['tags']).toBe('');
    // For whoever looks into it, both candidates are there.
    const digests = JSON.parse(run.outputs['digests'] ?? '') as Record<string, string>;
    expect(Object.keys(digests)).toEqual(['clean', 'dirty']);
    for (const digest of Object.values(digests))
      expect((await platformsOf(repository, digest)).map(({ platform }) => platform)).toEqual([
        'linux/amd64',
        'linux/arm64',
      ]);

    expect(run.summary).toContain('Nothing published: 2 images refused together');
    expect(run.summary).toMatch(/\*\*clean\*\* \(not published\).*\| none \|/);
    expect(run.summary).toMatch(/\*\*dirty\*\* \(refused\).*\| 1 CRITICAL \|/);
    expect(run.summary.replaceAll('\\', '')).toContain('CVE-2099-1001 in media-types 10.0.0');
    const sarif = JSON.parse(readFileSync(run.outputs['sarif-file'] ?? '', 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs.map(({ results }) => results.map(({ ruleId }) => ruleId))).toEqual([
      [],
      [],
      ['CVE-2099-1001'],
      ['CVE-2099-1001'],
    ]);
  });

  it('publishes with warnings when it only reports', async () => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', scan: 'report', 'trivy-db': planted() },
    });
    expect(run.log).toContain('CVE-2099-1001');
    expect(run.code).toBe(0);
    expect(run.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringMatching(FINDING) as string }),
    ]);
    expect(await tagsOf(repository)).toEqual(['clean', 'dirty', 'latest']);
    expect(run.summary).toContain('Published 2 images');
  });

  it('publishes without a scanner when the scan is off', async () => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', scan: 'off', 'trivy-path': '/no/trivy' },
    });
    expect(run.annotations).toEqual([]);
    expect(run.code).toBe(0);
    expect(await digestOf(repository, 'dirty')).toBe(
      (JSON.parse(run.outputs['digests'] ?? '') as Record<string, string>)['dirty'],
    );
    expect(run.outputs['sarif-file']).toBe('');
    expect(run.summary).toContain('not scanned');
  });

  it('refuses what only one platform has', async () => {
    const repository = bench.repository('split');
    const status = (version: string): string =>
      `Package: split\nStatus: install ok installed\nVersion: ${version}\nArchitecture: all\n` +
      'Maintainer: nobody <nobody@example.org>\nDescription: differs by platform\n';
    const dir = bench.project({
      'matrix.yaml':
        `version: 1\nimage: ${repository}\nplatforms: [linux/amd64, linux/arm64]\ntargets:\n` +
        '  split: { from: "debian:bookworm-slim" }\n',
      'templates/split.hbs':
        'ARG TARGETARCH\nCOPY --link packages/${TARGETARCH}/split /var/lib/dpkg/status.d/split\n',
      'packages/amd64/split': status('2.0'),
      'packages/arm64/split': status('1.0'),
    });
    const run = await bench.action(dir, {
      inputs: {
        push: 'true',
        'trivy-db': bench.database({
          debian12: { split: { 'CVE-2099-1002': { severity: 'HIGH', title: 'planted', fixed: '2.0' } } },
        }),
      },
    });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(/^image "split" \(linux\/arm64\): HIGH CVE-2099-1002 in split 1\.0/);
    expect(await tagsOf(repository)).toEqual([]);
  });

  it('takes a scanner that was killed in the middle for no clean bill of health', async () => {
    const repository = bench.repository('app');
    // Everything works but the scan: the real report is written, and then the process dies.
    const trivy = bench.path('killed-trivy');
    writeFileSync(
      trivy,
      `#!/bin/sh\n"${engine.trivy}" "$@" || exit\ncase "$*" in image*--output*) kill -9 $$ ;; esac\n`,
      { mode: 0o755 },
    );
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', scan: 'report', 'trivy-path': trivy, 'trivy-db': bench.database({}) },
    });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      /^image "clean" \(linux\/amd64, linux\/arm64\) could not be scanned: it was ended by signal 9/,
    );
    expect(await tagsOf(repository)).toEqual([]);
  });

  it('builds nothing when there is no database to scan with', async () => {
    const repository = bench.repository('app');
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', 'trivy-db-repository': 'localhost:5999/none:2' },
    });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      /database could not be fetched: localhost:5999\/none:2: .*connection refused/,
    );
    expect(run.log).not.toContain('clean: built');
    expect(await isKnown(repository)).toBe(false);
  });
});
