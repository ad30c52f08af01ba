import { join } from 'node:path';
import type { Candidate } from '../bake/candidate.ts';
import type { BuildJob } from '../bake/job.ts';
import type { Host } from '../effects/host.ts';
import type { Problem } from '../problem/problem.ts';
import { shownPath } from '../text/path.ts';
import type { BaseImage, KnownBase } from './gate/base-image.ts';
import type { BuiltImage, GateContext, Gated } from './gate/gate.ts';
import { readOrigins, type Origins } from './gate/origins.ts';
import { policyGate } from './policy/policy-gate.ts';
import { writeSboms } from './sbom/sbom-files.ts';
import { attribute } from './scan/attribute.ts';
import { decide } from './scan/decide.ts';
import { gateImages } from './scan/gate-images.ts';
import { staleIgnores } from './scan/ignores.ts';
import { sarifFiles } from './scan/sarif.ts';
import type { ScanResult } from './scan/scan.ts';
import { DEFAULT_TRIVY_VERSION } from './scan/trivy-release.ts';
import { testImages } from './tests/test-images.ts';

/** Every gate on every built image, beside each other; all results are there before anything is decided. */
export async function runGates(
  built: readonly BuiltImage[],
  context: GateContext,
  host: Host,
): Promise<Gated> {
  const { job, settings, registry, ready, policy } = context;
  const [sboms, results, tests, origins] = await Promise.all([
    writeSboms(built, { settings, registry, out: job.out }, host),
    ready.scanner === undefined ? [] : gateImages(built, { scanner: ready.scanner, settings }, host),
    testImages(built, { job, settings, registry }, host),
    readOrigins(built, { settings, registry }, host),
  ]);
  const scans = results.map((scan) =>
    attributed(scan, origins(scan.subject.image, scan.subject.platform).base),
  );
  const policies = new Map(
    await Promise.all(
      built.map(
        async (image) =>
          [
            image.image.id,
            await policyGate(image, { job, settings, registry, scans, origins }, host),
          ] as const,
      ),
    ),
  );
  const decision = decide(scans, policy);
  return {
    images: new Map(
      built.map(({ image: { id }, candidate }) => [
        id,
        {
          verdicts: decision.verdicts.filter(({ subject }) => subject.image === id),
          sbomFiles: [
            ...(sboms.files.get(id) ?? []),
            ...scans.flatMap((scan) =>
              scan.kind === 'scanned' && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : [],
            ),
          ],
          tests: tests.verdicts.filter(({ image }) => image === id),
          bases: basesOf(candidate, origins),
          policy: policies.get(id) ?? { platforms: [], problems: [] },
        },
      ]),
    ),
    problems: [
      ...sboms.problems,
      ...decision.problems,
      ...tests.problems,
      ...[...policies.values()].flatMap(({ problems }) => problems),
      ...stale(scans, context),
    ],
    sarif: await writeSarif(scans, job, host),
    ...(tests.junit === undefined ? {} : { junit: tests.junit }),
  };
}

function attributed(scan: ScanResult, base: KnownBase | undefined): ScanResult {
  return scan.kind === 'scanned' && base ? { ...scan, report: attribute(scan.report, base), base } : scan;
}

function basesOf({ platforms, image }: Candidate, origins: Origins): Readonly<Record<string, BaseImage>> {
  const known = platforms.flatMap(({ platform }) => {
    const { base } = origins(image, platform);
    return base ? [[platform, { name: base.name, digest: base.digest }] as const] : [];
  });
  return Object.fromEntries(known);
}

/** An entry of the ignore file is known to be of no use only when everything was built and scanned. */
function stale(scans: readonly ScanResult[], { job, ready }: GateContext): readonly Problem[] {
  const { plan, request } = job;
  const wanted = plan.images
    .filter(({ output }) => output === 'image')
    .reduce((sum, { platforms }) => sum + platforms.length, 0);
  const narrowed = request.targets.length > 0 || request.platforms.length > 0;
  if (narrowed || scans.length < wanted || scans.some(({ kind }) => kind === 'failed')) return [];
  const reports = scans.flatMap((scan) => (scan.kind === 'scanned' ? [scan.report] : []));
  return staleIgnores(
    ready.ignores,
    reports.flatMap(({ suppressed }) => suppressed),
    reports.flatMap(({ findings, secrets }) => [
      ...findings.map(({ id }) => id),
      ...secrets.map(({ rule }) => rule),
    ]),
  );
}

async function writeSarif(
  scans: readonly ScanResult[],
  job: BuildJob,
  host: Host,
): Promise<readonly string[]> {
  const files = sarifFiles(
    scans.flatMap((scan) =>
      scan.kind === 'scanned'
        ? [
            {
              image: scan.subject.image,
              platform: scan.subject.platform,
              findings: scan.report.findings,
              dockerfile: dockerfileInRepository(job, scan.subject.image, host),
            },
          ]
        : [],
    ),
    job.request.build.trivy.version ?? DEFAULT_TRIVY_VERSION,
  ).map(({ name, text }) => ({ path: join(job.out, 'scan', name), text }));
  await host.files.write(files);
  return files.map(({ path }) => path);
}

/** Where the committed Dockerfile of an image is, for code scanning alerts. */
function dockerfileInRepository(
  { plan, workspace, request }: BuildJob,
  image: string,
  { cwd }: Host,
): string {
  const found = plan.images.find(({ id }) => id === image);
  const path = shownPath(join(workspace.root, found?.dockerfile ?? 'dockerfiles/Dockerfile'), cwd);
  return path.startsWith('..') ? request.matrix : path;
}
