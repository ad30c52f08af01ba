/** Shows the answer of `explain` at a terminal. */

import type { Place } from '../../problem/problem.ts';
import { table } from '../../text/table.ts';
import type { CellExplanation, Explanation, ImageExplanation } from './explanation.ts';
import type { RuleVerdict } from './rules.ts';
import type { ValueStep, ValueTrace } from '../../values/trace.ts';
import { counted } from '../../text/words.ts';

/** The answer for people at a terminal. */
export function explanationText(explanation: Explanation): string {
  switch (explanation.kind) {
    case 'overview':
      return overviewText(explanation);
    case 'cells': {
      const imageCount = explanation.cells.filter(({ exists }) => exists).length;
      const rows = explanation.cells.map(({ id, exists, platforms, because, place }) => [
        id,
        exists ? 'yes' : 'no',
        exists ? platforms.join(' ') : reasonAt({ because, place }),
      ]);
      return [
        `${explanation.asked} means ${explanation.cells.length} cells; ` +
          `${imageCount} of them ${imageCount === 1 ? 'is an image' : 'are images'}.`,
        '',
        table(['CELL', 'IMAGE', 'PLATFORMS, OR WHY NOT'], rows),
        '',
        'Name one of them for all there is to say about it.',
      ].join('\n');
    }
    case 'cell':
      return cellText(explanation.cell);
  }
}

function overviewText({ targets, rules }: Extract<Explanation, { kind: 'overview' }>): string {
  const count = targets.reduce((sum, { images }) => sum + images, 0);
  const rows = targets.map((target) => [
    target.target,
    target.axes.join(' × ') || '–',
    target.platforms.join(' '),
    String(target.cells),
    String(target.images),
    String(target.excluded),
    at(target.place),
  ]);
  return [
    `${counted(count, 'image')} of ${targets.reduce((sum, { cells }) => sum + cells, 0)} cells.`,
    '',
    table(['TARGET', 'AXES', 'PLATFORMS', 'CELLS', 'IMAGES', 'EXCLUDED', 'PLACE'], rows),
    ...(rules.length === 0 ? [] : ['', 'Rules:']),
    ...rules.flatMap(({ place, kind, rule, because, cells, partly, descendants, targets: ruleTargets }) => {
      const targetText = ruleTargets.length === 0 ? '' : ` of ${ruleTargets.join(', ')}`;
      const verb = { exclude: 'takes away', require: 'takes away', include: 'keeps', set: 'applies to' }[
        kind
      ];
      const whole = kind === 'set' ? counted(cells, 'image') : counted(cells, 'cell');
      const affected =
        partly === 0
          ? whole
          : `${cells === 0 ? '' : `${whole}, and `}platforms of ${counted(partly, 'cell')}`;
      const descendantText =
        descendants === 0 ? '' : `, and ${descendants} built from ${cells === 1 ? 'it' : 'them'}`;
      return [
        `  ${at(place)}  ${rule}`,
        `    ${verb} ${affected}${targetText}${descendantText}${because === undefined ? '' : `: ${because}`}`,
      ];
    }),
    '',
    'Ask about one: docker-matrix explain TARGET [AXIS=VALUE …]',
  ].join('\n');
}

function cellText(cell: CellExplanation): string {
  return [
    ...answer(cell),
    '',
    `Target ${cell.target.name}  ${at(cell.target.place)}`,
    ...(cell.axes.length === 0
      ? []
      : [
          '',
          'Axes',
          ...indent(
            columns(
              cell.axes.map(({ axis, value, place, from, fromPlace }) => [
                `${axis} ${value}`,
                at(place),
                `${from}, ${at(fromPlace)}`,
              ]),
            ),
          ),
        ]),
    '',
    'Platforms',
    ...indent(platformLines(cell)),
    ...(cell.parent ? ['', 'Parent', ...indent(parentLines(cell.parent))] : []),
    ...(cell.rules.length === 0 ? [] : ['', 'Rules', ...indent(cell.rules.flatMap(verdictLines))]),
    ...(cell.image ? imageLines(cell.image) : []),
  ].join('\n');
}

function answer({ id, exists, excluded, platforms }: CellExplanation): readonly string[] {
  if (!exists) return [`${id} is not in the matrix: ${excluded ? reasonAt(excluded) : ''}`];
  const lines = [`${id} is in the matrix.`];
  if (platforms.asked === undefined) return lines;
  if (platforms.left.includes(platforms.asked))
    return [`${lines[0] ?? ''} It is built for ${platforms.asked}.`];
  const removal = platforms.removed.find(
    (entry) => platforms.asked !== undefined && entry.platforms.includes(platforms.asked),
  );
  return [
    `${lines[0] ?? ''} It is not built for ${platforms.asked}: ${removal ? reasonAt(removal) : 'nothing asks for it'}`,
  ];
}

function platformLines({ platforms }: CellExplanation): readonly string[] {
  const from = `${platforms.from}${platforms.fromPlace ? `, ${at(platforms.fromPlace)}` : ''}`;
  return columns([
    ...(platforms.left.length > 0 ? [[platforms.left.join(' '), from]] : [['none is left', from]]),
    ...platforms.removed.map((entry) => [`not ${entry.platforms.join(' ')}`, reasonAt(entry)]),
  ]);
}

function parentLines(parent: NonNullable<CellExplanation['parent']>): readonly string[] {
  return [
    parent.exists
      ? `${parent.id} is in the matrix, for ${parent.platforms.join(' ')}`
      : `${parent.id} is not in the matrix: ${reasonAt(parent)}`,
  ];
}

const EFFECTS: Readonly<Record<RuleVerdict['effect'], string>> = {
  'takes-away': 'takes it away',
  keeps: 'keeps it',
  holds: 'holds',
  sets: 'applies',
  silent: 'does not match',
};

function verdictLines(verdict: RuleVerdict): readonly string[] {
  const about = verdict.platforms ? ` for ${verdict.platforms.join(' ')}` : '';
  const effect = verdict.rescuedBy
    ? `would take it away${about}, but the include at ${at(verdict.rescuedBy)} keeps it`
    : `${EFFECTS[verdict.effect]}${about}`;
  const reasons = verdict.reasons.length === 0 ? '' : `: ${verdict.reasons.join('; ')}`;
  const because =
    verdict.because !== undefined && verdict.effect === 'takes-away' ? ` (because ${verdict.because})` : '';
  return [`${at(verdict.place)}  ${verdict.rule}`, `  ${effect}${reasons}${because}`];
}

function imageLines(image: ImageExplanation): readonly string[] {
  return [
    '',
    `Dockerfile ${image.dockerfile}${image.dockerfileKind === 'stages' ? '' : ` (${image.dockerfileKind})`}`,
    ...indent(
      columns(
        image.stages.map(({ name, from, template, needs }) => [
          name,
          `from ${from}`,
          template,
          needs.length === 0 ? '' : `needs ${needs.join(', ')}`,
        ]),
      ),
    ),
    ...(image.tags.length === 0
      ? []
      : [
          '',
          'Tags',
          ...indent(
            columns(
              image.tags.map(({ pattern, place, tag, none }) => [
                tag ?? 'none',
                pattern,
                at(place),
                none ?? '',
              ]),
            ),
          ),
        ]),
    ...(Object.keys(image.args).length === 0
      ? []
      : [
          '',
          'Build arguments',
          ...indent(Object.entries(image.args).map(([name, value]) => `${name}=${value}`)),
        ]),
    ...(image.values.length === 0 ? [] : ['', 'Values', ...indent(image.values.flatMap(valueLines))]),
    ...image.stageValues.flatMap(({ stage, values }) => [
      '',
      `Values that stage ${stage} sees otherwise`,
      ...indent(values.flatMap(valueLines)),
    ]),
  ];
}

function valueLines({ name, value, steps }: ValueTrace): readonly string[] {
  const last = steps.at(-1);
  const written = last && last.written !== value && last.readFrom === undefined ? `, as ${last.written}` : '';
  return [
    `${name} = ${value}${last ? `  ${stepText(last)}${written}` : ''}`,
    ...steps
      .slice(0, -1)
      .toReversed()
      .map((step) => `  over ${step.written}  ${stepText(step)}`),
  ];
}

function stepText({ place, source, readFrom }: ValueStep): string {
  const from = readFrom === undefined ? '' : `, read from ${readFrom}`;
  return place ? `${at(place)} (${source}${from})` : `(${source})`;
}

/** A reason with the place of its rule, unless the reason names the place already. */
export function reasonAt({
  because = '',
  place,
}: {
  readonly because?: string | undefined;
  readonly place?: Place | undefined;
}): string {
  return place && !because.endsWith(at(place)) ? `${because} (${at(place)})` : because;
}

/** `matrix.yaml:12` */
export function at({ file, line }: Place): string {
  return `${file}:${line}`;
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** Rows as lines with aligned columns. A very long cell does not make its column wider than 48 characters. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.min(48, Math.max(...rows.map((row) => (row[column] ?? '').length))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
