/** The format of image-index.json, the record of a run. */

import * as v from 'valibot';
import { SEVERITIES } from '../matrix/severity.ts';

/**
 * Its type and schema/image-index.schema.json are made from this. New keys may be added within a schema version;
 * readers skip what they do not know.
 */

const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description));
const digest = v.pipe(v.string(), v.regex(/^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const layer = v.object({
  digest: described(digest, 'Digest of the compressed layer.'),
  size: described(bytes, 'Compressed bytes.'),
});

const platform = v.object({
  platform: described(v.string(), 'As in a Dockerfile: linux/amd64, linux/arm/v7.'),
  digest: described(digest, "Digest of the platform's manifest."),
  config: v.exactOptional(
    described(digest, "Digest of the platform's configuration, which Docker shows as image id."),
  ),
  size: described(
    bytes,
    'Compressed bytes of configuration and layers: what a pull of nothing shared transfers.',
  ),
  layers: described(v.array(layer), 'From the base upwards.'),
  base: v.exactOptional(
    described(
      v.object({
        name: described(v.string(), 'The reference as the Dockerfile has it.'),
        digest: described(digest, 'What it was when the image was built.'),
      }),
      'The image that this one was built from. Absent: not known.',
    ),
  ),
  findings: v.exactOptional(
    described(
      v.object(
        Object.fromEntries(SEVERITIES.map((severity) => [severity, count])) as Record<
          (typeof SEVERITIES)[number],
          typeof count
        >,
      ),
      'Known vulnerabilities by severity. Absent: not scanned, or the scan failed.',
    ),
  ),
  sbom: v.exactOptional(
    described(digest, 'Digest of the in-toto statement with the SPDX document, a blob of the repository.'),
  ),
});

const tag = v.object({
  reference: described(v.string(), 'repository:tag, at the primary repository or at a mirror.'),
  previous: v.exactOptional(
    described(
      digest,
      'Where the tag pointed before. Absent: it was new, or the record is attached to an image.',
    ),
  ),
});

const image = v.object({
  id: described(v.string(), 'The name of the image in the matrix and in docker-bake.hcl.'),
  target: described(v.string(), 'Its target in the matrix.'),
  combination: described(v.record(v.string(), v.string()), 'Its value of each axis.'),
  repository: described(v.string(), 'Where it was pushed to.'),
  mirrors: described(v.array(v.string()), 'Repositories with the same image under the same tags.'),
  digest: described(digest, 'Digest of the index, or of the manifest where there is no index.'),
  key: described(
    v.pipe(v.string(), v.regex(/^[a-f0-9]{64}$/)),
    'SHA-256 over what the matrix says of the image: its Dockerfile, stage, arguments, contexts and platforms. ' +
      'Not over files of the build context, nor over what base images were at the time.',
  ),
  tags: described(v.array(tag), 'The tags that it is published under. None: it was not published.'),
  platforms: described(v.array(platform), 'One for each platform.'),
});

/** The schema of image-index.json. */
export const imageIndexSchema = v.object({
  schemaVersion: described(v.literal(1), 'Version of this format.'),
  generator: described(
    v.object({ name: v.literal('docker-matrix-action'), version: v.string() }),
    'What wrote the file.',
  ),
  commit: v.exactOptional(described(v.string(), 'The commit that was built.')),
  source: v.exactOptional(described(v.string(), 'URL of the sources.')),
  version: v.exactOptional(described(v.string(), 'The version that was released.')),
  created: v.exactOptional(described(v.string(), 'RFC 3339 time of the commit.')),
  published: v.exactOptional(
    described(
      v.boolean(),
      'Whether the tags were moved. False: nothing was published, or this run was not to. ' +
        'Absent in a record that is attached to an image, which is done before.',
    ),
  ),
  images: described(v.array(image), 'Every image that was built, in the order of the matrix.'),
});

/** The record of a run. */
export type ImageIndex = v.InferOutput<typeof imageIndexSchema>;
export type RecordedImage = ImageIndex['images'][number];
