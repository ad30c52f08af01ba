/** Gate: every image has the SBOM that its build should have attested. Each SBOM becomes a file. */

import { join } from 'node:path';
import pLimit from 'p-limit';
import type { BuiltImage } from '../../bake/bake-image.ts';
import { spdxOf, type CandidatePlatform } from '../../bake/candidate.ts';
import { imageStore } from '../../bake/image-store.ts';
import type { Host } from '../../effects/host.ts';
import { error, type Problem } from '../../problem/problem.ts';
import { reasonOf } from '../../text/reason.ts';
import type { Gate, GateScene } from '../gate/gate.ts';

/** Reports every SBOM that the build should have attested and that is missing, and writes the others to files. */
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
      problems: written.flatMap(({ sbom: pathOrProblem }) =>
        typeof pathOrProblem === 'string' ? [] : [pathOrProblem],
      ),
      about: ({ id }) => ({
        sbomFiles: written
          .flatMap(({ image, sbom: pathOrProblem }) =>
            image === id && typeof pathOrProblem === 'string' ? [pathOrProblem] : [],
          )
          .toSorted(),
      }),
    };
  },
};

/** Writes the SPDX document of an attestation to a file. Gives the path of the file, or the problem. */
async function writeSbom(
  { image }: BuiltImage,
  { platform, spdx }: CandidatePlatform,
  { job, settings, registry }: GateScene,
  host: Host,
): Promise<string | Problem> {
  const name = `${image.id} (${platform})`;
  // Reported now, because an SBOM is usually looked for only when it is urgently needed.
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
