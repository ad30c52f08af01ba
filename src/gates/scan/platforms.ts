/** Puts together what the provenance and the scan tell about each platform, for other gates. */

import type { BuiltImage } from '../../bake/bake-image.ts';
import type { CandidatePlatform } from '../../bake/candidate.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import type { KnownBase } from '../gate/base-image.ts';
import type { GateScene } from '../gate/gate.ts';
import type { TrivyReport } from './findings.ts';
import { scanGate } from './scan-gate.ts';

/** One platform of a built image, with its report, base image and configuration. */
export interface KnownPlatform extends Omit<CandidatePlatform, 'config'> {
  /** Absent when it was not scanned, or the scan failed. */
  readonly report?: TrivyReport;
  readonly base?: KnownBase;
  /** Absent when it could not be read. */
  readonly config?: ImageConfig;
}

/** Waits for the origins and the scan. Gives a function that puts together the platforms of a built image. */
export async function knownPlatforms({
  origins,
  reportOf,
}: Pick<GateScene, 'origins' | 'reportOf'>): Promise<(built: BuiltImage) => readonly KnownPlatform[]> {
  const [originOf, { scans }] = await Promise.all([origins, reportOf(scanGate)]);
  return ({ image, candidate }) =>
    candidate.platforms.map((platform) => {
      const scan = scans.find(
        ({ subject }) => subject.image === image.id && subject.platform === platform.platform,
      );
      const report = scan?.kind === 'scanned' ? scan.report : undefined;
      const { base, config: originConfig } = originOf(image.id, platform.platform);
      const config = originConfig ?? report?.config;
      const { config: _digest, ...rest } = platform;
      return {
        ...rest,
        ...(report ? { report } : {}),
        ...(base ? { base } : {}),
        ...(config ? { config } : {}),
      };
    });
}
