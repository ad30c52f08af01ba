import { hasSecretName } from '../dockerfile/lint/secret-argument.ts';
import type { ScanPolicy } from '../gates/decide.ts';
import type { TrivyReport } from '../gates/findings.ts';
import { scanAll, type Scanner, type ScanResult } from '../gates/scan.ts';
import type { ScanSource, ScanSubject } from '../gates/trivy-command.ts';
import type { Host } from '../host/host.ts';
import type { Matrix } from '../matrix/parse.ts';
import type { BuildRequest } from '../request.ts';
import type { BakedImage } from './bake-image.ts';
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
    base: declared?.base ?? 'gate',
  };
}

/** Scans every platform of every built image, where it is: no image is pulled or built again for it. */
export async function gateImages(built: readonly Built[], { scanner, settings }: { scanner: Scanner; settings: BuildSettings }, host: Host): Promise<readonly ScanResult[]> {
  const subjects = built.flatMap((image) => image.candidate.platforms.map((platform): ScanSubject => ({ image: image.image.id, platform: platform.platform, source: source(image, platform, settings) })));
  if (subjects.length === 0) return [];
  host.say(`scanning ${subjects.length} image${subjects.length === 1 ? '' : 's'} (one for each platform) with Trivy`);
  const scans = await scanAll(subjects, scanner);
  await Promise.all(scans.flatMap((scan) => (scan.kind === 'scanned' && showsSecret(scan.report) ? [hideConfiguration(scan.reportFile, host)] : [])));
  return scans;
}

/** Trivy masks secrets that it found, but repeats the image's whole configuration beside them. */
function showsSecret({ secrets, config }: TrivyReport): boolean {
  return secrets.some(({ path }) => path === undefined) || config.env.some((entry) => hasSecretName(entry.slice(0, entry.indexOf('='))));
}

async function hideConfiguration(path: string, host: Host): Promise<void> {
  const report = JSON.parse((await host.files.readText(path)) ?? '{}') as { Metadata?: { ImageConfig?: { config?: { Env?: unknown }; history?: unknown } } };
  delete report.Metadata?.ImageConfig?.config?.Env;
  delete report.Metadata?.ImageConfig?.history;
  await host.files.write([{ path, text: `${JSON.stringify(report, undefined, 2)}\n` }]);
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
