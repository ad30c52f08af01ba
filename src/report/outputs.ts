import type { BuildReport } from '../record/build-report.ts';
import { imageJson } from '../plan/image.ts';
import type { Plan } from '../plan/plan.ts';
import { publishedReferences } from '../plan/repositories.ts';

/** The Action's outputs, by name. Lists are one entry a line; the rest is JSON. */
export type Outputs = Readonly<Record<string, string>>;

/** Known from the plan alone. `matrix` is for `strategy.matrix.include` of another job. */
export function planOutputs(plan: Plan): Outputs {
  return {
    images: JSON.stringify(plan.images.map(imageJson)),
    tags: plan.images.flatMap(publishedReferences).join('\n'),
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

/** What a build adds. `tags` holds only what was really published when the run was to publish. */
export function buildOutputs(report: BuildReport): Outputs {
  const built = report.images.flatMap(({ image, outcome }) =>
    outcome.kind === 'built' ? [{ image, outcome }] : [],
  );
  const published =
    report.publish?.kind === 'published'
      ? [...report.publish.moved, ...report.publish.unchanged].map(({ reference }) => reference).toSorted()
      : [];
  return {
    ...(report.destination === 'push' ? { tags: published.join('\n') } : {}),
    digests: JSON.stringify(
      Object.fromEntries(built.map(({ image, outcome }) => [image.id, outcome.candidate.digest])),
    ),
    metadata: JSON.stringify(
      Object.fromEntries(
        built.map(({ image, outcome }) => [
          image.id,
          { ...outcome.metadata, 'image.name': publishedReferences(image).join(',') },
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
