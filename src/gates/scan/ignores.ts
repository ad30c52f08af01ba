/** Reads Trivy's ignore file, and reports entries that expire, lack a reason or match nothing. */

import { error, warning, type Place, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { readYaml, type Path, type YamlSource } from '../../yaml/source.ts';
import { didYouMean } from '../../yaml/suggest.ts';
import type { Suppressed } from './findings.ts';
import { DATE_RULE, isDay, momentOf, type Ignore } from './ignore-date.ts';
import { readPlainIgnores } from './plain-ignores.ts';
import { counted } from '../../text/words.ts';
import { isMapping } from '../../yaml/shape.ts';

/** How strictly entries are checked. */
export interface IgnorePolicy {
  /** The current time, in milliseconds since 1970. */
  readonly now: number;
  /** How many days before an entry expires there is a warning. */
  readonly warningDays: number;
  /** A missing reason or expiry is an error. */
  readonly strict: boolean;
}

const DAY = 86_400_000;
/** Keys of `.trivyignore.yaml`: https://trivy.dev/docs/latest/configuration/filtering/#trivyignoreyaml */
const SECTIONS = ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'] as const;
const SCANNED: ReadonlySet<string> = new Set(['vulnerabilities', 'secrets']);
/** Keys of an entry. Trivy silently ignores any other key. */
const KEYS = ['id', 'paths', 'purls', 'statement', 'expired_at'] as const;

/** Reads Trivy's ignore file: YAML or plain text, which the extension of the file tells. */
export function readIgnores(file: TextFile): {
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
} {
  return /\.ya?ml$/i.test(file.path) ? readYamlIgnores(file) : readPlainIgnores(file);
}

function readYamlIgnores(file: TextFile): {
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
} {
  const read = readYaml(file);
  if (!('source' in read)) return { ignores: [], problems: read.problems };
  const { source } = read;
  if (source.data === null || source.data === '') return { ignores: [], problems: [] };
  const problems: Problem[] = [];
  const wrong = (message: string, path: Path): void =>
    void problems.push(error('ignore-invalid', message, { place: source.at(path) }));
  if (!isMapping(source.data)) {
    wrong(`the ignore file must be a mapping with ${SECTIONS.join(', ')}`, []);
    return { ignores: [], problems };
  }
  const ignores = Object.entries(source.data).flatMap(([section, entries]): readonly Ignore[] => {
    if (!(SECTIONS as readonly string[]).includes(section)) {
      problems.push(
        error(
          'ignore-invalid',
          `unknown key "${section}" in the ignore file; there are ${SECTIONS.join(', ')}`,
          { place: source.atKey([section]) },
        ),
      );
      return [];
    }
    if (!Array.isArray(entries)) {
      wrong(`"${section}" must be a list of ignored findings`, [section]);
      return [];
    }
    return entries.flatMap((entry: unknown, index): readonly Ignore[] => {
      const path = [section, index];
      if (!isMapping(entry) || typeof entry['id'] !== 'string') {
        wrong('an ignored finding must be a mapping with "id"', path);
        return [];
      }
      const { id, statement, expired_at: expires } = entry;
      const wrongInEntry = entryProblems(id, entry, path, source);
      problems.push(...wrongInEntry);
      if (wrongInEntry.length > 0) return [];
      return [
        {
          id,
          place: source.at([...path, 'id']),
          ...(typeof statement === 'string' && statement.trim() !== '' ? { reason: statement } : {}),
          ...(typeof expires === 'string'
            ? { expires: { text: expires, place: source.at([...path, 'expired_at']) } }
            : {}),
          scanned: SCANNED.has(section),
        },
      ];
    });
  });
  return { ignores, problems };
}

/** What is wrong with an entry: Trivy would ignore it silently, or fail after the build. */
function entryProblems(
  id: string,
  entry: Readonly<Record<string, unknown>>,
  path: Path,
  source: YamlSource,
): readonly Problem[] {
  const { statement, expired_at: expires } = entry;
  const wrong = (message: string, place: Place, hint?: string): Problem =>
    error('ignore-invalid', message, { place, hint });
  const lists = (['paths', 'purls'] as const).flatMap((key): readonly Problem[] => {
    const list = entry[key];
    if (list === undefined) return [];
    if (!Array.isArray(list)) return [wrong(`"${key}" of ${id} must be a list`, source.at([...path, key]))];
    return list.flatMap((item: unknown, index): readonly Problem[] => {
      const place = source.at([...path, key, index]);
      if (typeof item !== 'string') return [wrong(`"${key}" of ${id} must be a list of text`, place)];
      return key === 'paths' || /^pkg:[A-Za-z][A-Za-z0-9.+-]*\/\S+$/.test(item)
        ? []
        : [wrong(`"${item}" of ${id} must be a package URL such as pkg:deb/debian/zlib1g`, place)];
    });
  });
  const unknown = Object.keys(entry)
    .filter((key) => !(KEYS as readonly string[]).includes(key))
    .map((key) =>
      wrong(`unknown key "${key}" of ${id}${didYouMean(key, KEYS)}`, source.atKey([...path, key])),
    );
  return [
    ...unknown,
    ...lists,
    ...(statement === undefined || typeof statement === 'string'
      ? []
      : [wrong(`"statement" of ${id} must be text`, source.at([...path, 'statement']))]),
    ...(expires === undefined ? [] : dateProblems(id, expires, source.at([...path, 'expired_at']), source)),
  ];
}

function dateProblems(id: string, expires: unknown, place: Place, { file }: YamlSource): readonly Problem[] {
  const hint = 'YYYY-MM-DD, or with a time as 2027-01-31T12:00:00Z';
  if (typeof expires !== 'string' || Number.isNaN(momentOf(expires)))
    return [error('ignore-invalid', `"expired_at" of ${id} ${DATE_RULE}`, { place, hint })];
  const first = file.text.split(/\r?\n/)[place.line - 1]?.[place.column - 1] ?? '';
  // Trivy takes no day in quotes for a date, but reads a time with or without quotes.
  return isDay(expires) && !/\d/.test(first)
    ? [error('ignore-invalid', `"expired_at" of ${id} must be a date without quotes`, { place, hint })]
    : [];
}

/** Problems of entries, known before the scan: expired, about to expire, or without a reason or an expiry date. */
export function ignoreProblems(
  ignores: readonly Ignore[],
  { now, warningDays, strict }: IgnorePolicy,
): readonly Problem[] {
  return ignores.flatMap(({ id, place, reason, expires }) => {
    const missing = [
      ...(reason === undefined ? ['a reason (statement)'] : []),
      ...(expires === undefined ? ['an expiry date (expired_at)'] : []),
    ];
    const names = missing.map((what) => what.replace(/^an? /, '')).join(' and no ');
    const incomplete: readonly Problem[] =
      missing.length === 0
        ? []
        : [
            {
              severity: strict ? 'error' : 'warning',
              code: 'ignore-incomplete',
              message: `ignored finding ${id} has no ${names}`,
              place,
              hint: 'say why it is accepted, and until when',
            },
          ];
    if (expires === undefined) return incomplete;
    const remaining = momentOf(expires.text) - now;
    const hint =
      'upgrade what has the finding and remove the entry, or look at the reason again and set another date';
    if (remaining < 0)
      return [
        ...incomplete,
        error('ignore-expired', `the ignored finding ${id} counts again since ${expires.text}`, {
          place: expires.place,
          hint,
        }),
      ];
    if (remaining <= warningDays * DAY)
      return [
        ...incomplete,
        warning(
          'ignore-expires',
          `the ignored finding ${id} counts again from ${expires.text} on, ${days(remaining)} from now`,
          { place: expires.place, hint },
        ),
      ];
    return incomplete;
  });
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / DAY);
  return count === 0 ? 'less than a day' : counted(count, 'day');
}

/**
 * Entries that matched nothing in any scan. This is only known when all images were scanned.
 *
 * @param found the ids of findings that are not suppressed
 */
export function staleIgnores(
  ignores: readonly Ignore[],
  suppressed: readonly Suppressed[],
  found: readonly string[],
): readonly Problem[] {
  const used = new Set(suppressed.map(({ id }) => id));
  const foundIds = new Set(found);
  return ignores
    .filter(({ id, scanned }) => scanned && !used.has(id))
    .map(({ id, place }) =>
      foundIds.has(id)
        ? warning(
            'ignore-stale',
            `the ignored finding ${id} is in an image, but not where this entry has it`,
            {
              place,
              hint: 'its purls or paths fit none of the places it was found in; correct them, or remove the entry',
            },
          )
        : warning('ignore-stale', `the ignored finding ${id} is in none of the images`, {
            place,
            hint: 'remove the entry',
          }),
    );
}
