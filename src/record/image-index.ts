import type { CandidatePlatform } from '../build/candidate.ts';
import type { BuildReport, ImageReport } from '../build/report.ts';
import type { RunFacts } from '../matrix/facts.ts';
import type { Image } from '../matrix/plan.ts';
import { version } from '../version.ts';
import { definitionKey } from './definition-key.ts';
import type { ImageIndex, RecordedImage } from './schema.ts';

type Built = Extract<ImageReport['outcome'], { kind: 'built' }>;

/**
 * The record of a run: what was built, of what, and which tags point at it.
 *
 * @param dockerfileOf the text that an image is built from
 */
export function imageIndex(report: Pick<BuildReport, 'images' | 'publish'>, facts: RunFacts, dockerfileOf: (image: Image) => string): ImageIndex {
  const { revision, source, version: release, created } = facts;
  return {
    schemaVersion: 1,
    generator: { name: 'docker-matrix-action', version },
    ...(revision === undefined ? {} : { commit: revision }),
    ...(source === undefined ? {} : { source }),
    ...(release === undefined ? {} : { version: release }),
    ...(created === undefined ? {} : { created }),
    published: report.publish?.kind === 'published',
    images: report.images.flatMap((image) => (image.outcome.kind === 'built' ? [recordedImage(image, image.outcome, report.publish, dockerfileOf)] : [])),
  };
}

function recordedImage({ image, verdicts }: ImageReport, { candidate }: Built, publish: BuildReport['publish'], dockerfileOf: (image: Image) => string): RecordedImage {
  const tags = publish?.kind === 'published' ? [...publish.moved, ...publish.unchanged].filter((tag) => tag.image === image.id) : [];
  return {
    id: image.id,
    target: image.target,
    combination: { ...image.combination },
    repository: image.repository,
    mirrors: [...image.mirrors],
    digest: candidate.digest,
    key: definitionKey(image, dockerfileOf(image)),
    tags: tags.map(({ reference, previous }) => ({ reference, ...(previous === undefined ? {} : { previous }) })).toSorted((a, b) => (a.reference < b.reference ? -1 : 1)),
    platforms: candidate.platforms.map((platform) => recordedPlatform(platform, verdicts)),
  };
}

function recordedPlatform({ platform, digest, config, size, layers, spdx }: CandidatePlatform, verdicts: ImageReport['verdicts']): RecordedImage['platforms'][number] {
  const verdict = verdicts.find(({ subject }) => subject.platform === platform);
  return {
    platform,
    digest,
    ...(config === undefined ? {} : { config }),
    size,
    layers: layers.map((layer) => ({ ...layer })),
    ...(verdict?.kind === 'scanned' ? { findings: { ...verdict.counts } } : {}),
    ...(spdx === undefined ? {} : { sbom: spdx }),
  };
}
