import { join } from 'node:path';
import type { Files } from '../../effects/files.ts';
import { entryFor, layoutDocument, normalPlatform, platformName } from '../../oci/platform.ts';

/**
 * Makes `view` an OCI layout that holds only one platform of `digest` in `layout`; throws when it has none.
 *
 * Trivy (0.74.0, pkg/fanal/image/oci.go) looks for a digest only in the layout's own index.json and takes the first
 * child of an index found there, whatever `--platform` says. So: an index.json that names one manifest, beside a
 * link to the same blobs. Nothing is copied.
 */
export async function platformView(
  image: { readonly layout: string; readonly digest: string; readonly platform: string },
  view: string,
  files: Files,
): Promise<void> {
  const found = await manifestFor(image, files);
  await files.remove(view);
  await files.write([
    { path: join(view, 'oci-layout'), text: JSON.stringify({ imageLayoutVersion: '1.0.0' }) },
    { path: join(view, 'index.json'), text: JSON.stringify({ schemaVersion: 2, manifests: [found] }) },
  ]);
  await files.link(join(image.layout, 'blobs'), join(view, 'blobs'));
}

async function manifestFor(
  { layout, digest, platform }: Parameters<typeof platformView>[0],
  files: Files,
): Promise<{ mediaType: string; digest: string; size: number }> {
  const readBlob = async (of: string): Promise<string> =>
    Buffer.from(await files.readBytes(blobPath(layout, of))).toString('utf8');
  const json = await readBlob(digest);
  const document = layoutDocument(json);
  if (document.kind === 'index') {
    const entry = entryFor(platform, document.manifests);
    if (!entry) throw new Error(`${digest} in ${layout} has no ${platform}`);
    return manifestFor({ layout, digest: entry.digest, platform }, files);
  }
  // The configuration decides, as in Trivy's report: an index can call a manifest what it is not.
  const config = JSON.parse(await readBlob(document.config)) as {
    os: string;
    architecture: string;
    variant?: string;
  };
  if (platformName(config) !== normalPlatform(platform))
    throw new Error(`${digest} in ${layout} is ${platformName(config)}, not ${platform}`);
  return { mediaType: document.mediaType, digest, size: Buffer.byteLength(json) };
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md#blobs */
function blobPath(layout: string, digest: string): string {
  const [algorithm = '', encoded = ''] = digest.split(':');
  if (!/^[a-z0-9]+$/.test(algorithm) || !/^[0-9a-f]+$/.test(encoded))
    throw new Error(`"${digest}" is not a digest`);
  return join(layout, 'blobs', algorithm, encoded);
}
