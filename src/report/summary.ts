import type { BuildReport } from '../record/build-report.ts';
import type { Problem } from '../problem/problem.ts';
import { sizes, status } from './image-row.ts';

/** A step summary holds 1 MiB; what is longer is dropped by GitHub as a whole. */
const LIMIT = 1_000_000;

/** The step summary: one table, then the problems. GitHub-flavoured Markdown. */
export function summaryMarkdown(report: BuildReport): string {
  const published = report.publish?.kind === 'published';
  const rows = report.images.map((image) => {
    const digest =
      image.outcome.kind === 'built' ? `\`${image.outcome.candidate.digest.slice(0, 19)}\`` : '–';
    const tags = image.image.tags.map(({ name }) => `\`${name}\``).join(' ');
    return [
      `**${escape(image.image.id)}** (${status(image, report)})`,
      image.image.platforms.join(' '),
      sizes(image),
      ...image.gates.cells.map(escape),
      digest,
      report.destination === 'push' && !published ? `~~${tags}~~` : tags,
      `${image.seconds.toFixed(0)} s, ${image.steps.cached}/${image.steps.total} cached`,
    ];
  });
  const header = ['Image', 'Platforms', 'Size', ...report.columns.map(escape), 'Digest', 'Tags', 'Build'];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const text = [
    `## ${title(report)}`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...rows.map(line),
    '',
    ...problemLines(report.problems),
  ].join('\n');
  return text.length > LIMIT
    ? `${text.slice(0, LIMIT)}\n\n(cut: the summary would be larger than GitHub shows)\n`
    : `${text}\n`;
}

function title(report: BuildReport): string {
  const count = `${report.images.length} image${report.images.length === 1 ? '' : 's'}`;
  if (report.problems.some(({ severity }) => severity === 'error'))
    return report.destination === 'push'
      ? `Nothing published: ${count} refused together`
      : 'Images: problems found';
  return report.destination === 'push' ? `Published ${count}` : `Built ${count}`;
}

function problemLines(problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  const items = problems.map(
    (problem) =>
      `- ${problem.severity === 'error' ? '❌' : '⚠️'} ${escape(problem.message)}${problem.hint ? `<br>→ ${problem.hint.split('\n').map(escape).join('<br>')}` : ''}`,
  );
  return items.length <= 10
    ? items
    : [`<details><summary>${items.length} problems</summary>`, '', ...items, '', '</details>'];
}

/** Text from images and registries is not to be read as Markdown or HTML. */
function escape(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_{}[\]|~#@!]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}
