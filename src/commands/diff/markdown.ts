/** Shows a comparison as a comment on a pull request. */

import { inHtml, inMarkdown } from '../../text/markdown.ts';
import { at } from '../explain/text.ts';
import { isSame } from './compare.ts';
import type { Difference } from './difference.ts';
import { changeLines, imageList, shortTag } from './text.ts';
import { counted } from '../../text/words.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const LIMIT = 60_000;

/**
 * A comparison as a comment on a pull request: a table, and folded sections with the details. It is never longer than
 * `limit`, and says if something was cut.
 */
export function differenceMarkdown(difference: Difference, limit = LIMIT): string {
  const { before, after, counts, tags, excluded } = difference;
  const title = `### Images: ${code(before)} → ${code(after)}`;
  if (isSame(difference)) return `${title}\n\nNothing changes: the same ${counted(counts.after, 'image')}.\n`;
  const row = (name: string, plus: number, minus: number, other: string): string =>
    `| ${name} | ${plus || '–'} | ${minus || '–'} | ${other || '–'} |`;
  const head = [
    title,
    '',
    `| | added | removed | changed |`,
    '| --- | --- | --- | --- |',
    row(
      'Images',
      counts.added,
      counts.removed,
      counts.changed === 0 ? '' : `${counts.changed} (${counts.unchanged} as before)`,
    ),
    row(
      'Tags',
      tags.added.length,
      tags.removed.length,
      tags.moved.length === 0 ? '' : `${tags.moved.length} moved`,
    ),
    row(
      'Excluded cells',
      excluded.added.length,
      excluded.removed.length,
      excluded.changed.length === 0 ? '' : String(excluded.changed.length),
    ),
    '',
  ];
  return withinLimit(head.join('\n'), sections(difference), limit);
}

/** A folded section. `fence` is set for lines that are not Markdown. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  readonly fence?: string;
}

function sections({
  added,
  removed,
  tags,
  changed,
  excluded,
  settings,
  dockerfiles,
}: Difference): readonly Section[] {
  const cells = (
    list: readonly {
      readonly cell: string;
      readonly platforms?: readonly string[];
      readonly because: string;
    }[],
    sign: string,
  ): readonly string[] =>
    list.map(
      ({ cell, platforms, because }) =>
        `- ${sign} ${code([cell, ...(platforms ?? [])].join(' '))}: ${inMarkdown(because)}`,
    );
  const all: readonly Section[] = [
    {
      title: `${removed.length} removed`,
      lines: removed.map(
        ({ id, because, place }) =>
          `- ${code(id)}: ${inMarkdown(because)}` +
          (place && !because.endsWith(at(place)) ? ` (${code(at(place))})` : ''),
      ),
    },
    {
      title: `${added.length} added`,
      lines: added.map(({ id, platforms, tags: newTags, wasExcluded }) => {
        const shownTags = newTags.map((tag) => code(shortTag(tag))).join(' ');
        const oldReason = wasExcluded === undefined ? '' : ` (was excluded: ${inMarkdown(wasExcluded)})`;
        return (
          `- ${code(id)} for ${platforms.join(', ')}` +
          `${newTags.length === 0 ? '' : `: ${shownTags}`}${oldReason}`
        );
      }),
    },
    {
      title: `${tags.moved.length} tags move`,
      lines: tags.moved.map(({ tag, from, to }) => `- ${code(tag)}: ${code(from)} → ${code(to)}`),
    },
    {
      title: `${tags.removed.length} tags vanish`,
      lines: tags.removed.map(({ tag, image }) => `- ${code(tag)} (${code(image)})`),
    },
    {
      title: `${tags.added.length} tags appear`,
      lines: tags.added.map(({ tag, image }) => `- ${code(tag)} (${code(image)})`),
    },
    {
      title: `${changed.reduce((sum, { images }) => sum + images.length, 0)} with other values or settings`,
      lines: changed.flatMap((group) => [
        `- ${inMarkdown(imageList(group.images))}`,
        ...changeLines(group).map((line) => `  - ${code(line)}`),
      ]),
    },
    {
      title: 'Excluded cells',
      lines: [
        ...cells(excluded.added, 'now excluded'),
        ...cells(excluded.removed, 'gone'),
        ...cells(excluded.changed, 'for another reason'),
      ],
    },
    {
      title: 'Settings',
      lines: settings.map(
        ({ name, before, after }) => `- ${code(name)}: ${settingText(before)} → ${settingText(after)}`,
      ),
    },
    ...dockerfiles.map(({ images, diff, added: plus, removed: minus }): Section => ({
      title: `Dockerfile of ${inHtml(imageList(images))}: +${plus} −${minus}`,
      lines: diff.split('\n'),
      fence: fenceFor(diff),
    })),
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

function settingText(text: string | undefined): string {
  return text === undefined ? 'not set' : code(text);
}

/** Adds sections while they fit. The first one that does not fit is cut after a line. */
function withinLimit(head: string, blocks: readonly Section[], limit: number): string {
  /** Room for the note that something was cut. */
  const NOTE = 200;
  let text = head;
  let missing = 0;
  for (const { title, lines, fence } of blocks) {
    const open = `\n<details><summary>${title}</summary>\n\n${fence === undefined ? '' : `${fence}diff\n`}`;
    const close = `\n${fence === undefined ? '' : `${fence}\n`}\n</details>\n`;
    let room = limit - NOTE - text.length - open.length - close.length - 60;
    const fitting = lines.filter((line) => (room -= line.length + 1) >= 0);
    if (missing > 0 || fitting.length === 0) {
      missing += 1;
      continue;
    }
    const isCut = fitting.length < lines.length;
    if (isCut) missing += 1;
    const shownLines = isCut
      ? [...lines.slice(0, fitting.length), `… ${lines.length - fitting.length} more lines`]
      : lines;
    text += `${open}${shownLines.join('\n')}${close}`;
  }
  if (missing === 0) return text;
  const parts = missing === 1 ? '1 part is' : `${missing} parts are`;
  const note = `Cut to fit a comment: ${parts} not shown in full. All of it: \`docker-matrix diff\`.`;
  return `${text}\n_${note}_\n`;
}

/** A code span with more backticks around it than in it, so that its text cannot end it. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(flat) + 1);
  return ticks.length === 1 ? `\`${flat}\`` : `${ticks} ${flat} ${ticks}`;
}

function fenceFor(text: string): string {
  return '`'.repeat(Math.max(3, longestRun(text) + 1));
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
