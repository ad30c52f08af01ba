import { join, resolve } from 'node:path';
import type { ScanPolicy } from '../gates/decide.ts';
import { PUBLIC_DATABASE, scanAll, type ScanResult, type VulnerabilityDatabase } from '../gates/scan.ts';
import type { ScanSource, ScanSubject } from '../gates/trivy-command.ts';
import { cacheFolder, type Host } from '../host/host.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { BuildRequest } from '../request.ts';
import type { BakedImage } from './bake-image.ts';
import type { BuildJob } from './build.ts';
import type { CandidatePlatform } from './candidate.ts';
import { layoutFolder, type BuildSettings } from './run-attributes.ts';

type Built = BakedImage & { readonly kind: 'built' };

/** The request's word before the matrix's before the default: fail on HIGH and CRITICAL. */
export function scanPolicy(matrix: Matrix, request: BuildRequest): ScanPolicy {
  const declared = matrix.file.scan;
  return {
    mode: request.scan ?? declared?.mode ?? 'gate',
    failOn: request.failOn ?? declared?.['fail-on'] ?? ['HIGH', 'CRITICAL'],
    ignoreUnfixed: declared?.['ignore-unfixed'] ?? false,
  };
}

/** Scans every platform of every built image, where it is: no image is pulled or built again for it. */
export async function gateImages(built: readonly Built[], { trivy, job, settings }: { trivy: string; job: BuildJob; settings: BuildSettings }, host: Host): Promise<readonly ScanResult[]> {
  const subjects = built.flatMap((image) => image.candidate.platforms.map((platform): ScanSubject => ({ image: image.image.id, platform: platform.platform, source: source(image, platform, settings) })));
  if (subjects.length === 0) return [];
  const ignores = job.workspace.matrix.file.scan?.ignores;
  host.say(`scanning ${subjects.length} image${subjects.length === 1 ? '' : 's'} (one for each platform) with Trivy`);
  return scanAll(
    subjects,
    { exec: host.exec, files: host.scanFiles, sleep: host.sleep, env: host.env },
    {
      trivy,
      cacheDir: join(cacheFolder(host.env), 'trivy-cache'),
      database: database(job.request.build),
      reportsDir: join(job.out, 'scan'),
      sbom: true,
      signal: host.signal,
      ...(ignores === undefined ? {} : { ignoreFile: resolve(job.workspace.root, ignores) }),
    },
  );
}

function source({ image, candidate }: Built, platform: CandidatePlatform, settings: BuildSettings): ScanSource {
  switch (settings.destination) {
    case 'push':
      return { kind: 'registry', reference: `${candidate.repository}@${platform.digest}` };
    case 'load':
      return { kind: 'docker', reference: image.tags[0] ?? candidate.digest };
    case 'layout':
      return { kind: 'oci-layout', directory: layoutFolder(image, settings), digest: candidate.digest };
  }
}

function database({ trivy }: BuildRequest): VulnerabilityDatabase {
  if (trivy.db !== undefined) return { kind: 'folder', directory: resolve(trivy.db) };
  return trivy.dbRepositories.length > 0 ? { kind: 'repositories', vulnerabilities: trivy.dbRepositories } : PUBLIC_DATABASE;
}
