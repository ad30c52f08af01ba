import type { BakedImage } from '../../bake/bake-image.ts';
import type { CandidatePlatform } from '../../bake/candidate.ts';
import { layoutFolder, type BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import type { Matrix } from '../../matrix/parse.ts';
import type { BuildRequest } from '../../plan/request.ts';
import type { ScanPolicy } from './decide.ts';
import { showsSecret, withoutSecrets } from './kept-report.ts';
import { scanAll, type Scanner, type ScanResult } from './scan.ts';
import type { ScanSource, ScanSubject } from './trivy-command.ts';
import { counted } from '../../text/words.ts';

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
export async function gateImages(
  built: readonly Built[],
  { scanner, settings }: { scanner: Scanner; settings: BuildSettings },
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
  { image, candidate }: Built,
  platform: CandidatePlatform,
  settings: BuildSettings,
): ScanSource {
  switch (settings.destination) {
    case 'push':
      return { kind: 'registry', reference: `${candidate.repository}@${platform.digest}` };
    case 'load':
      return { kind: 'docker', reference: image.tags[0] ?? candidate.digest };
    case 'layout':
      return { kind: 'oci-layout', directory: layoutFolder(image, settings), digest: candidate.digest };
  }
}
