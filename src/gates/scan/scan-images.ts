/** Scans every built image with Trivy, and reports what was found. */

import { join } from 'node:path';
import type { BuiltImage } from '../../bake/bake-image.ts';
import { loadedReference, type CandidatePlatform } from '../../bake/candidate.ts';
import type { BuildJob } from '../../bake/job.ts';
import { layoutFolder, type BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import type { Problem } from '../../problem/problem.ts';
import type { GateReport, GateScene } from '../gate/gate.ts';
import type { Origin } from '../gate/origins.ts';
import { decide } from './decide.ts';
import { attribute } from './findings.ts';
import { staleIgnores } from './ignores.ts';
import { showsSecret, withoutSecrets } from './kept-report.ts';
import { sarifFiles } from './sarif.ts';
import { scanAll, type Scanner, type ScanResult } from './scan.ts';
import type { ReadyScan } from './scanner.ts';
import { countsOf, scanJson, vulnerabilities } from './scan-text.ts';
import type { ScanSource, ScanSubject } from './trivy-command.ts';
import { DEFAULT_TRIVY_VERSION } from './trivy-release.ts';
import { shownPath } from '../../text/path.ts';
import { counted } from '../../text/words.ts';

/** The report of the scan, which other gates read, too. */
export interface ScanReport extends GateReport {
  /** The results of all platforms of all images; empty when nothing was scanned. */
  readonly scans: readonly ScanResult[];
}

/** Scans all platforms of all built images, and reports the findings. Without a scanner the report is empty. */
export async function scanImages(
  built: readonly BuiltImage[],
  { job, settings, origins, ready }: GateScene & { readonly ready?: ReadyScan },
  host: Host,
): Promise<ScanReport> {
  const results = ready === undefined ? [] : await scanBuilt(built, ready.scanner, settings, host);
  const originOf = await origins;
  const scans = results.map((scan) => withOrigin(scan, originOf(scan.subject.image, scan.subject.platform)));
  const { verdicts, problems } = decide(scans, {
    ...job.plan.settings.scan,
    refreshes: job.plan.settings.refresh !== undefined,
  });
  const sarif = await writeSarif(scans, job, host);
  return {
    scans,
    problems,
    advice: stale(scans, job, ready?.ignores ?? []),
    column: {
      title: 'Vulnerabilities',
      cell: ({ id }) => vulnerabilities(verdicts.filter(({ subject }) => subject.image === id)),
    },
    files: { sarif },
    about: ({ id }) => {
      const ofImage = verdicts.filter(({ subject }) => subject.image === id);
      return {
        refused: ofImage.some((verdict) => verdict.kind === 'failed' || verdict.refused > 0),
        json: { scans: ofImage.map(scanJson) },
        sbomFiles: scans.flatMap((scan) =>
          scan.kind === 'scanned' && scan.subject.image === id && scan.sbomFile ? [scan.sbomFile] : [],
        ),
        recorded: countsOf(ofImage),
      };
    },
  };
}

/** A result that says whose its findings are, with its base image, where that is known. */
function withOrigin(scan: ScanResult, { base, isFromScratch }: Origin): ScanResult {
  if (scan.kind === 'failed') return scan;
  const report = attribute(scan.report, isFromScratch ? 'scratch' : base);
  return { ...scan, report, ...(base ? { base } : {}) };
}

/** Scans all platforms where they are stored: no image is pulled or built again for that. */
async function scanBuilt(
  built: readonly BuiltImage[],
  scanner: Scanner,
  settings: BuildSettings,
  host: Host,
): Promise<readonly ScanResult[]> {
  const subjects = built.flatMap((image) =>
    image.candidate.platforms.map((platform): ScanSubject => ({
      image: image.image.id,
      platform: platform.platform,
      source: source(image, platform, settings),
    })),
  );
  if (subjects.length === 0) return [];
  host.say(`scanning ${counted(subjects.length, 'image')} (one for each platform) with Trivy`);
  const scans = await scanAll(subjects, scanner);
  await Promise.all(
    scans.flatMap((scan) =>
      scan.kind === 'scanned' && showsSecret(scan.report) ? [hideSecrets(scan.reportFile, host)] : [],
    ),
  );
  return scans;
}

async function hideSecrets(path: string, host: Host): Promise<void> {
  await host.files.write([{ path, text: withoutSecrets((await host.files.readText(path)) ?? '{}') }]);
}

function source(
  { image, candidate }: BuiltImage,
  platform: CandidatePlatform,
  settings: BuildSettings,
): ScanSource {
  switch (settings.destination) {
    case 'push':
      return { kind: 'registry', reference: `${candidate.repository}@${platform.digest}` };
    case 'load':
      return { kind: 'docker', reference: loadedReference(image, candidate) };
    case 'layout':
      return { kind: 'oci-layout', directory: layoutFolder(image, settings), digest: candidate.digest };
  }
}

/** Entries of the ignore file that match nothing. This is only known when all images were built and scanned. */
function stale(
  scans: readonly ScanResult[],
  { plan, request }: BuildJob,
  ignores: ReadyScan['ignores'],
): readonly Problem[] {
  const wanted = plan.images
    .filter(({ output }) => output === 'image')
    .reduce((sum, { platforms }) => sum + platforms.length, 0);
  const narrowed = request.targets.length > 0 || request.platforms.length > 0;
  if (narrowed || scans.length < wanted || scans.some(({ kind }) => kind === 'failed')) return [];
  const reports = scans.flatMap((scan) => (scan.kind === 'scanned' ? [scan.report] : []));
  return staleIgnores(
    ignores,
    reports.flatMap(({ suppressed }) => suppressed),
    reports.flatMap(({ findings, secrets }) => [
      ...findings.map(({ id }) => id),
      ...secrets.map(({ rule }) => rule),
    ]),
  );
}

/** Writes SARIF files for code scanning. Gives their paths. */
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
function dockerfileInRepository({ plan, root, request }: BuildJob, image: string, { cwd }: Host): string {
  const plannedImage = plan.images.find(({ id }) => id === image);
  const path = shownPath(join(root, plannedImage?.dockerfile ?? 'dockerfiles/Dockerfile'), cwd);
  return path.startsWith('..') ? request.matrix : path;
}
