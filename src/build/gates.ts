import { join, relative } from 'node:path';
import { decide, type ScanPolicy, type ScanVerdict } from '../gates/decide.ts';
import { sarifFiles } from '../gates/sarif.ts';
import type { ScanResult } from '../gates/scan.ts';
import { DEFAULT_TRIVY_VERSION } from '../gates/trivy-release.ts';
import type { Host } from '../host/host.ts';
import type { TestVerdict } from '../image-tests/model.ts';
import type { Problem } from '../problem.ts';
import type { Registry } from '../publish/registry.ts';
import type { BakedImage } from './bake-image.ts';
import type { BuildJob } from './build.ts';
import { gateImages } from './gate-images.ts';
import type { Ready } from './preflight.ts';
import type { BuildSettings } from './run-attributes.ts';
import { writeSboms } from './sbom-files.ts';
import { testImages } from './test-images.ts';

export type BuiltImage = BakedImage & { readonly kind: 'built' };

/** What every gate works with. */
export interface GateContext {
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  readonly ready: Ready;
  readonly policy: ScanPolicy;
}

/** What the gates found out about one image. */
export interface ImageGates {
  readonly verdicts: readonly ScanVerdict[];
  readonly sbomFiles: readonly string[];
  readonly tests: readonly TestVerdict[];
}

export interface Gated {
  readonly images: ReadonlyMap<string, ImageGates>;
  /** An error here keeps everything from being published. */
  readonly problems: readonly Problem[];
  /** Paths of the SARIF files. */
  readonly sarif: readonly string[];
  /** Path of the JUnit file; absent when nothing was tested. */
  readonly junit?: string;
}

/** Every gate on every built image, beside each other; all results are there before anything is decided. */
export async function runGates(built: readonly BuiltImage[], context: GateContext, host: Host): Promise<Gated> {
  const { job, settings, registry, ready, policy } = context;
  const [sboms, scans, tests] = await Promise.all([
    writeSboms(built, { settings, registry, out: job.out }, host),
    ready.trivy === undefined ? [] : gateImages(built, { trivy: ready.trivy, job, settings }, host),
    testImages(built, { job, settings, registry }, host),
  ]);
  const decision = decide(scans, policy);
  return {
    images: new Map(
      built.map(({ image: { id } }) => [
        id,
        {
          verdicts: decision.verdicts.filter(({ subject }) => subject.image === id),
          sbomFiles: [...(sboms.files.get(id) ?? []), ...scans.flatMap((scan) => (scan.kind === 'scanned' && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : []))],
          tests: tests.verdicts.filter(({ image }) => image === id),
        },
      ]),
    ),
    problems: [...sboms.problems, ...decision.problems, ...tests.problems],
    sarif: await writeSarif(scans, job, host),
    ...(tests.junit === undefined ? {} : { junit: tests.junit }),
  };
}

async function writeSarif(scans: readonly ScanResult[], job: BuildJob, host: Host): Promise<readonly string[]> {
  const files = sarifFiles(
    scans.flatMap((scan) => (scan.kind === 'scanned' ? [{ image: scan.subject.image, platform: scan.subject.platform, findings: scan.report.findings, dockerfile: dockerfileInRepository(job, scan.subject.image) }] : [])),
    job.request.build.trivy.version ?? DEFAULT_TRIVY_VERSION,
  ).map(({ name, text }) => ({ path: join(job.out, 'scan', name), text }));
  await host.files.write(files);
  return files.map(({ path }) => path);
}

/** Where the committed Dockerfile of an image is, for code scanning alerts. */
function dockerfileInRepository({ plan, workspace, request }: BuildJob, image: string): string {
  const found = plan.images.find(({ id }) => id === image);
  const path = relative(process.cwd(), join(workspace.root, found?.dockerfile ?? 'dockerfiles/Dockerfile')).split('\\').join('/');
  return path.startsWith('..') ? request.matrix : path;
}
