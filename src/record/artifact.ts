/** Makes an OCI artifact of the record of an image, which a registry can keep beside the image. */

import type { Artifact } from '../registry/attach.ts';
import { digestOf } from '../registry/content.ts';
import type { Descriptor } from '../registry/registry.ts';
import type { ImageIndex } from './schema.ts';

/** The media type of image-index.json, and the type of the artifact that holds one. */
export const RECORD_TYPE = 'application/vnd.docker-matrix.image-index.v1+json';

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidance-for-an-empty-descriptor */
const EMPTY = Buffer.from('{}');
const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

/**
 * The record of one image as an OCI artifact about that image
 * (https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage).
 * The same record gives the same bytes.
 *
 * @param index the record with this image alone
 * @param subject the image's index or manifest
 */
export function recordArtifact(index: ImageIndex, subject: Descriptor): Artifact {
  const record = Buffer.from(`${JSON.stringify(index, undefined, 2)}\n`);
  const descriptor = (mediaType: string, bytes: Uint8Array): Descriptor => ({
    mediaType,
    digest: digestOf(bytes, 'sha256'),
    size: bytes.length,
  });
  const body = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      artifactType: RECORD_TYPE,
      config: descriptor(EMPTY_TYPE, EMPTY),
      layers: [
        {
          ...descriptor(RECORD_TYPE, record),
          annotations: { 'org.opencontainers.image.title': 'image-index.json' },
        },
      ],
      subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
      ...(index.created === undefined
        ? {}
        : { annotations: { 'org.opencontainers.image.created': index.created } }),
    }),
  );
  return {
    type: RECORD_TYPE,
    subject,
    blobs: [EMPTY, record],
    manifest: { mediaType: MANIFEST_TYPE, digest: digestOf(body, 'sha256'), body },
  };
}
