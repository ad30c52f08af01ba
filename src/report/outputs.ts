/** The outputs of the Action. */

import type { BuildReport } from '../record/build-report.ts';
import { imageJson } from '../plan/image.ts';
import type { Plan } from '../plan/plan.ts';
import { publishedReferences } from '../plan/repositories.ts';

/**
 * Every output of the Action, with what it holds: action.yml and the table in README.md are made from this list.
 * Lists are one entry a line; the rest is JSON.
 */
export const OUTPUTS = {
  images:
    'JSON list of the planned images: objects with `id`, `target`, `combination` (object from axis to ' +
    'value), `platforms` (list), `repository`, `tags` (list of full references), `labels` (object), ' +
    '`dockerfile`, `stage`, `context`, `args`, `cacheFrom` and `cacheTo`.',
  tags:
    'Full references (`ghcr.io/org/name:tag`) of the tags that point at the images of this run, one a line. ' +
    'Empty when nothing was published.',
  'planned-tags': 'The same of the tags that the plan has, published or not. Do not run images by these.',
  digests: 'JSON object from image id to digest (`{"base":"sha256:…"}`), of the images that were built.',
  metadata:
    'JSON object from bake target, which is the image id, to what buildx reported, as ' +
    "docker/bake-action's output of this name " +
    '(`{"base":{"containerimage.digest":"sha256:…","image.name":"…"}}`; `image.name` holds the tags, ' +
    'joined by commas).',
  matrix:
    "JSON list for a later job's `strategy.matrix.include`: an object for each image with `id`, `target`, " +
    'a key for each axis, `platforms` (joined by commas, as the input of this name takes them) and ' +
    '`tags` (one a line).',
  'bake-file': 'Path of the rendered docker-bake.hcl.',
  'bake-override-file':
    'Path of the definition that adds what belongs to this run (tags, labels, revision, cache) to ' +
    '`bake-file`.',
  'sbom-files': 'Paths of the SBOM files, one a line.',
  'sarif-file':
    'Paths of the SARIF files, one a line. Up to 20 images fit into one file, which is what upload-sarif ' +
    'takes.',
  'junit-file': "Path of the results of the matrix's tests, as JUnit's XML. Empty when nothing was tested.",
  report: 'Path of the JSON report about the whole run.',
  'image-index':
    'Path of `image-index.json`, the record of the run: digests, platforms, layers, findings, tags and ' +
    'the commit (`schema/image-index.schema.json`).',
  subjects:
    'The published images for the input `subject-checksums` of actions/attest: `HEX  REPOSITORY`, one a ' +
    'line. Empty when nothing was published.',
  journal: 'Path of the journal of the publication, where one began.',
} as const;
/** The name of an output. */
export type OutputName = keyof typeof OUTPUTS;

/** The outputs that a run has. */
export type Outputs = Readonly<Partial<Record<OutputName, string>>>;

/** The outputs that are known from the plan alone. `matrix` is for `strategy.matrix.include` of another job. */
export function planOutputs(plan: Plan): Outputs {
  return {
    images: JSON.stringify(plan.images.map(imageJson)),
    tags: '',
    'planned-tags': plan.images.flatMap(publishedReferences).join('\n'),
    matrix: JSON.stringify(
      plan.images.map((image) => ({
        id: image.id,
        target: image.target,
        ...image.combination,
        platforms: image.platforms.join(','),
        tags: publishedReferences(image).join('\n'),
      })),
    ),
  };
}

/** The outputs that a build adds. */
export function buildOutputs(report: BuildReport): Outputs {
  const built = report.images.flatMap(({ image, outcome }) =>
    outcome.kind === 'built' ? [{ image, outcome }] : [],
  );
  const published =
    report.publish?.kind === 'published'
      ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => reference).toSorted()
      : [];
  return {
    tags: published.join('\n'),
    digests: JSON.stringify(
      Object.fromEntries(built.map(({ image, outcome }) => [image.id, outcome.candidate.digest])),
    ),
    metadata: JSON.stringify(
      Object.fromEntries(
        built.map(({ image, outcome }) => [
          image.id,
          {
            ...outcome.metadata,
            'image.name': publishedReferences(image)
              .filter((reference) => report.destination !== 'push' || published.includes(reference))
              .join(','),
          },
        ]),
      ),
    ),
    'bake-file': report.files.bake,
    'bake-override-file': report.files.override,
    'sbom-files': report.images.flatMap(({ gates }) => gates.sbomFiles).join('\n'),
    'sarif-file': (report.files.sarif ?? []).join('\n'),
    'junit-file': report.files.junit ?? '',
    report: report.files.report,
    'image-index': report.files.imageIndex,
    subjects: subjects(report),
    ...(report.files.journal === undefined ? {} : { journal: report.files.journal }),
  };
}

/**
 * The published images as actions/attest takes them in its input `subject-checksums`: `HEX  REPOSITORY`, one a line
 * (the format of sha256sum), for each repository that an image is in. Nothing for a run that published nothing.
 */
function subjects({ images, publish }: Pick<BuildReport, 'images' | 'publish'>): string {
  if (publish?.kind !== 'published') return '';
  const lines = images.flatMap(({ image, outcome }) =>
    outcome.kind === 'built' && image.tags.length > 0
      ? [image.repository, ...image.mirrors].map(
          (repository) => `${outcome.candidate.digest.replace(/^.*:/, '')}  ${repository}`,
        )
      : [],
  );
  return [...new Set(lines)].join('\n');
}
