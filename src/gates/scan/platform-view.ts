/** Makes an OCI layout of one platform out of a larger one, because Trivy cannot choose a platform in it. */

import { join } from 'node:path';
import type { Files } from '../../effects/files.ts';
import { entryFor, layoutDocument, normalPlatform, platformName } from '../../oci/platform.ts';

/**
 * Makes the folder `view` an OCI layout with only one platform of the image `digest` in `layout`. Throws when the image
 * does not have the platform.
 *
 * Trivy (0.74.0, pkg/fanal/image/oci.go) looks for a digest only in index.json of the layout. Of an index there it
 * takes the first image, whatever `--platform` says. So the view has an index.json that names one manifest, and a
 * link to the blobs of the layout. Nothing is copied.
 */
export async function platformView(
  image: { readonly layout: string; readonly digest: string; readonly platform: string },
  view: string,
  files: Files,
): Promise<void> {
  const manifest = await manifestFor(image, files);
  await files.remove(view);
  await files.write([
    { path: join(view, 'oci-layout'), text: JSON.stringify({ imageLayoutVersion: '1.0.0' }) },
    { path: join(view, 'index.json'), text: JSON.stringify({ schemaVersion: 2, manifests: [manifest] }) },
  ]);
  await files.link(join(image.layout, 'blobs'), join(view, 'blobs'));
}

async function manifestFor(
  { layout, digest, platform }: Parameters<typeof platformView>[0],
  files: Files,
): Promise<{ mediaType: string; digest: string; size: number }> {
  const readBlob = async (blob: string): Promise<string> =>
    Buffer.from(await files.readBytes(blobPath(layout, blob))).toString('utf8');
  const json = await readBlob(digest);
  const document = layoutDocument(json);
  if (document.kind === 'index') {
    const entry = entryFor(platform, document.manifests);
    if (!entry) throw new Error(`${digest} in ${layout} has no ${platform}`);
    return manifestFor({ layout, digest: entry.digest, platform }, files);
  }
  // The platform in the configuration counts, as in Trivy's report. The one in an index can be wrong.
  const config = JSON.parse(await readBlob(document.config)) as {
    os: string;
    architecture: string;
    variant?: string;
  };
  if (platformName(config) !== normalPlatform(platform))
    throw new Error(`${digest} in ${layout} is ${platformName(config)}, not ${platform}`);
  return { mediaType: document.mediaType, digest, size: Buffer.byteLength(json) };
}

/** Path of a blob: https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md#blobs */
function blobPath(layout: string, digest: string): string {
  const [algorithm = '', encoded = ''] = digest.split(':');
  if (!/^[a-z0-9]+$/.test(algorithm) || !/^[0-9a-f]+$/.test(encoded))
    throw new Error(`"${digest}" is not a digest`);
  return join(layout, 'blobs', algorithm, encoded);
}
