/** The step summary that a workflow run shows on GitHub. */

import type { BuildReport } from '../record/build-report.ts';
import type { Problem } from '../problem/problem.ts';
import { sizes, status } from './image-row.ts';
import { counted } from '../text/words.ts';

/** GitHub shows up to 1 MiB of a step summary, and nothing at all of a longer one. */
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
  const count = counted(report.images.length, 'image');
  if (report.problems.some(({ severity }) => severity === 'error'))
    return report.destination === 'push'
      ? `Nothing published: ${count} refused together`
      : 'Images: problems found';
  if (report.destination !== 'push') return `Built ${count}`;
  const hasMoved = report.publish?.kind === 'published' && report.publish.moved.length > 0;
  return hasMoved ? `Published ${count}` : `Nothing to publish: no tag of ${count} moved`;
}

function problemLines(problems: readonly Problem[]): readonly string[] {
  if (problems.length === 0) return [];
  const items = problems.map(({ severity, message, hint }) => {
    const sign = { error: '❌', warning: '⚠️', notice: 'ℹ️' }[severity];
    const nextStep = hint ? `<br>→ ${hint.split('\n').map(escape).join('<br>')}` : '';
    return `- ${sign} ${escape(message)}${nextStep}`;
  });
  return items.length <= 10
    ? items
    : [`<details><summary>${items.length} problems</summary>`, '', ...items, '', '</details>'];
}

/** Text from images and registries must not act as Markdown or HTML. */
function escape(text: string): string {
  return text
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_{}[\]|~#@!]/g, '\\$&')
    .replace(/\s*\n\s*/g, ' ');
}
