import type { BuildReport } from './build-report.ts';

/**
 * The published images as actions/attest takes them in its input `subject-checksums`: `HEX  REPOSITORY`, one a line
 * (the format of sha256sum), for each repository that an image is in. Nothing for a run that published nothing.
 */
export function subjects({ images, publish }: Pick<BuildReport, 'images' | 'publish'>): string {
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
