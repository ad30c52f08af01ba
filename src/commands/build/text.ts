/** Shows the result of a build, as a table or as JSON. */

import type { BuildReport } from '../../record/build-report.ts';
import { references } from '../../plan/image.ts';
import { table } from '../../text/table.ts';
import { sizes, status } from '../../report/image-row.ts';

/** The result of a build for people at a terminal. */
export function buildText(report: BuildReport): string {
  const rows = report.images.map((image) => [
    image.image.id,
    status(image, report),
    image.image.platforms.join(' '),
    sizes(image),
    ...image.gates.cells,
    `${image.steps.cached}/${image.steps.total}`,
    `${image.seconds.toFixed(1)} s`,
    image.outcome.kind === 'built' ? image.outcome.candidate.digest.slice(0, 19) : '–',
  ]);
  const { build, gates, publish } = report.seconds;
  const publishTime = report.destination === 'push' ? `, publish ${publish.toFixed(1)} s` : '';
  const published =
    report.publish?.kind === 'published'
      ? [...report.publish.moved, ...report.publish.unchanged]
          .map(({ reference }) => `  ${reference}`)
          .toSorted()
      : [];
  return [
    table(
      [
        'IMAGE',
        'STATUS',
        'PLATFORMS',
        'SIZE',
        ...report.columns.map((title) => title.toUpperCase()),
        'CACHED',
        'TIME',
        'DIGEST',
      ],
      rows,
    ),
    '',
    ...(published.length > 0 ? ['Published:', ...published] : []),
    ...(report.files.layouts.length > 0
      ? ['OCI layouts:', ...report.files.layouts.map((path) => `  ${path}`)]
      : []),
    `build ${build.toFixed(1)} s, gates ${gates.toFixed(1)} s${publishTime}`,
  ].join('\n');
}

/** The result of a build for scripts: what `build --format json` prints. */
export function buildJson(report: BuildReport): object {
  return {
    images: report.images.map(({ image, outcome, steps, seconds, gates }) => ({
      id: image.id,
      repository: image.repository,
      tags: references(image),
      ...(image.mirrors.length === 0 ? {} : { mirrors: image.mirrors }),
      ...(outcome.kind === 'built'
        ? { digest: outcome.candidate.digest, platforms: outcome.candidate.platforms }
        : outcome.kind === 'exported'
          ? { folder: outcome.folder }
          : outcome.kind === 'failed'
            ? { failed: outcome.message }
            : { cancelled: true }),
      steps,
      seconds,
      ...gates.json,
      sbomFiles: gates.sbomFiles,
      bases: gates.bases,
      policy: {
        platforms: gates.platforms,
        refused: gates.problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
      },
    })),
    published:
      report.publish?.kind === 'published' ? [...report.publish.moved, ...report.publish.unchanged] : [],
    problems: report.problems,
    files: report.files,
    seconds: report.seconds,
  };
}
