/** Writes down what a run built, from what, and under which tags: the content of image-index.json. */

import type { Candidate, CandidatePlatform } from '../bake/candidate.ts';
import type { ImageGates } from '../gates/run-gates.ts';
import type { Image } from '../plan/image.ts';
import { publishedReferences } from '../plan/repositories.ts';
import type { RunFacts } from '../tags/run-facts.ts';
import { version } from '../version/tool.ts';
import type { BuildReport } from './build-report.ts';
import { definitionKey } from './definition-key.ts';
import type { ImageIndex, RecordedImage } from './schema.ts';

/** What a record needs besides the images. */
export interface RecordSource {
  readonly facts: RunFacts;
  /** The text of the Dockerfile that an image is built from. */
  readonly dockerfileOf: (image: Image) => string;
}

/** The results of the gates that are recorded. */
type Gates = Pick<ImageGates, 'recorded' | 'bases'>;

/** The record of a run: what was built, of what, and which tags point at it. */
export function imageIndex(
  { images, publish }: Pick<BuildReport, 'images' | 'publish'>,
  source: RecordSource,
): ImageIndex {
  const published = publish?.kind === 'published' ? [...publish.moved, ...publish.unchanged] : [];
  const tagsOf = ({ id }: Image): RecordedImage['tags'] =>
    published
      .filter(({ image }) => image === id)
      .map(({ reference, previous }) => ({ reference, ...(previous === undefined ? {} : { previous }) }));
  return {
    ...head(source),
    published: publish?.kind === 'published',
    images: images.flatMap((image) =>
      image.outcome.kind === 'built'
        ? [recordedImage(image.image, image.outcome.candidate, image.gates, tagsOf(image.image), source)]
        : [],
    ),
  };
}

/** The record of one image, made before its tags move. */
export function imageRecord(
  image: Image,
  candidate: Candidate,
  gates: Gates,
  source: RecordSource,
): ImageIndex {
  return {
    ...head(source),
    images: [
      recordedImage(
        image,
        candidate,
        gates,
        publishedReferences(image).map((reference) => ({ reference })),
        source,
      ),
    ],
  };
}

function head({
  facts: { revision, source, version: release, created },
}: RecordSource): Omit<ImageIndex, 'published' | 'images'> {
  return {
    schemaVersion: 1,
    generator: { name: 'docker-matrix-action', version },
    ...(revision === undefined ? {} : { commit: revision }),
    ...(source === undefined ? {} : { source }),
    ...(release === undefined ? {} : { version: release }),
    ...(created === undefined ? {} : { created }),
  };
}

function recordedImage(
  image: Image,
  candidate: Candidate,
  gates: Gates,
  tags: RecordedImage['tags'],
  { dockerfileOf }: RecordSource,
): RecordedImage {
  return {
    id: image.id,
    target: image.target,
    combination: { ...image.combination },
    repository: image.repository,
    mirrors: [...image.mirrors],
    digest: candidate.digest,
    key: definitionKey(image, dockerfileOf(image)),
    tags: tags.toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    platforms: candidate.platforms.map((platform) => recordedPlatform(platform, gates)),
  };
}

function recordedPlatform(
  { platform, digest, config, size, layers, spdx }: CandidatePlatform,
  { recorded, bases }: Gates,
): RecordedImage['platforms'][number] {
  const base = bases[platform];
  return {
    platform,
    digest,
    ...(config === undefined ? {} : { config }),
    size,
    layers: layers.map((layer) => ({ ...layer })),
    ...(base === undefined ? {} : { base: { name: base.name, digest: base.digest } }),
    ...recorded[platform],
    ...(spdx === undefined ? {} : { sbom: spdx }),
  };
}
