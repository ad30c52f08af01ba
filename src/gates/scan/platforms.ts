import type { BuiltImage } from '../../bake/bake-image.ts';
import type { CandidatePlatform } from '../../bake/candidate.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import type { KnownBase } from '../gate/base-image.ts';
import type { GateScene } from '../gate/gate.ts';
import type { TrivyReport } from './findings.ts';
import { scanGate } from './scan-gate.ts';

/** One platform of a built image with everything that is known of it. */
export interface KnownPlatform extends Omit<CandidatePlatform, 'config'> {
  /** Absent when it was not scanned, or the scan failed. */
  readonly report?: TrivyReport;
  readonly base?: KnownBase;
  /** Absent when it could not be read. */
  readonly config?: ImageConfig;
}

/** Gives the platforms of any built image, with what its provenance and the scan tell of them. */
export async function knownPlatforms({
  origins,
  reportOf,
}: Pick<GateScene, 'origins' | 'reportOf'>): Promise<(built: BuiltImage) => readonly KnownPlatform[]> {
  const [known, { scans }] = await Promise.all([origins, reportOf(scanGate)]);
  return ({ image, candidate }) =>
    candidate.platforms.map((platform) => {
      const scan = scans.find(
        ({ subject }) => subject.image === image.id && subject.platform === platform.platform,
      );
      const report = scan?.kind === 'scanned' ? scan.report : undefined;
      const { base, config: read } = known(image.id, platform.platform);
      const config = read ?? report?.config;
      const { config: _digest, ...rest } = platform;
      return {
        ...rest,
        ...(report ? { report } : {}),
        ...(base ? { base } : {}),
        ...(config ? { config } : {}),
      };
    });
}
