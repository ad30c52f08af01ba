import { join } from 'node:path';
import pLimit from 'p-limit';
import type { BuiltImage } from '../../bake/bake-image.ts';
import { spdxOf, type CandidatePlatform } from '../../bake/candidate.ts';
import { imageStore } from '../../bake/image-store.ts';
import type { Host } from '../../effects/host.ts';
import { error, type Problem } from '../../problem/problem.ts';
import { reasonOf } from '../../text/reason.ts';
import type { Gate, GateScene } from '../gate/gate.ts';

/** Every SBOM that the build was to attest is there; each becomes a file. */
export const sbomGate: Gate = {
  name: 'sbom',
  run: async (built, scene, host) => {
    const { sbom, destination } = scene.settings;
    if (sbom === 'false' || destination === 'load') return {};
    const platforms = built.flatMap((image) =>
      image.candidate.platforms.map((platform) => ({ image, platform })),
    );
    const written = await pLimit(4).map(platforms, async ({ image, platform }) => ({
      image: image.image.id,
      sbom: await writeSbom(image, platform, scene, host),
    }));
    return {
      problems: written.flatMap(({ sbom: made }) => (typeof made === 'string' ? [] : [made])),
      about: ({ id }) => ({
        sbomFiles: written
          .flatMap(({ image, sbom: made }) => (image === id && typeof made === 'string' ? [made] : []))
          .toSorted(),
      }),
    };
  },
};

/** Reads an SPDX document back from its attestation. Gives the path of its file, or why there is none. */
async function writeSbom(
  { image }: BuiltImage,
  { platform, spdx }: CandidatePlatform,
  { job, settings, registry }: GateScene,
  host: Host,
): Promise<string | Problem> {
  const name = `${image.id} (${platform})`;
  // It would be missed when it is needed.
  if (spdx === undefined)
    return error('sbom-missing', `${name} has no SBOM attestation`, {
      hint:
        'the builder must support attestations (not the docker driver without the containerd image store); ' +
        'or set sbom to false',
    });
  try {
    const path = join(job.out, 'sbom', `${image.id}.${platform.replaceAll('/', '-')}.spdx.json`);
    const text = spdxOf(await imageStore({ image, settings, registry }, host).blob(spdx));
    await host.files.write([{ path, text }]);
    return path;
  } catch (cause) {
    return error('sbom-unreadable', `the SBOM of ${name} could not be read: ${reasonOf(cause)}`);
  }
}
