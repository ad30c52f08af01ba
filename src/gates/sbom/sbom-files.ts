import { join } from 'node:path';
import pLimit from 'p-limit';
import { imageStore, type BakedImage } from '../../bake/bake-image.ts';
import { spdxOf } from '../../bake/candidate.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import { error, type Problem } from '../../problem/problem.ts';
import type { Registry } from '../../registry/registry.ts';
import { reasonOf } from '../../text/reason.ts';

/**
 * Reads the SPDX documents back from the attestations and writes one file for each image and platform.
 * A wanted SBOM that is not there is a problem: it would be missed when it is needed.
 */
export async function writeSboms(
  built: readonly (BakedImage & { readonly kind: 'built' })[],
  { settings, registry, out }: { settings: BuildSettings; registry: Registry; out: string },
  host: Host,
): Promise<{ files: ReadonlyMap<string, readonly string[]>; problems: readonly Problem[] }> {
  if (settings.sbom === 'false' || settings.destination === 'load') return { files: new Map(), problems: [] };
  const files = new Map<string, string[]>();
  const problems: Problem[] = [];
  const limit = pLimit(4);
  await Promise.all(
    built.flatMap(({ image, candidate }) =>
      candidate.platforms.map((platform) =>
        limit(async () => {
          const name = `${image.id} (${platform.platform})`;
          if (platform.spdx === undefined) {
            problems.push(
              error('sbom-missing', `${name} has no SBOM attestation`, {
                hint: 'the builder must support attestations (not the docker driver without the containerd image store); or set sbom to false',
              }),
            );
            return;
          }
          try {
            const path = join(out, 'sbom', `${image.id}.${platform.platform.replaceAll('/', '-')}.spdx.json`);
            await host.files.write([
              {
                path,
                text: spdxOf(await imageStore({ image, settings, registry }, host).blob(platform.spdx)),
              },
            ]);
            files.set(image.id, [...(files.get(image.id) ?? []), path].toSorted());
          } catch (cause) {
            problems.push(
              error('sbom-unreadable', `the SBOM of ${name} could not be read: ${reasonOf(cause)}`),
            );
          }
        }),
      ),
    ),
  );
  return { files, problems };
}
