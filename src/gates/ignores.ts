import { readYaml, type Path, type TextFile } from '../matrix/source.ts';
import { error, type Place, type Problem } from '../problem.ts';
import type { Suppressed } from './findings.ts';

/** One accepted finding, as the ignore file has it. */
export interface Ignore {
  /** Of a vulnerability, or Trivy's rule for a secret. */
  readonly id: string;
  readonly place: Place;
  readonly reason?: string;
  /** As written. */
  readonly expires?: { readonly text: string; readonly place: Place };
  /** Part of what our scans look for; others can never match. */
  readonly scanned: boolean;
}

export interface IgnorePolicy {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Days before the end from which on it is warned. */
  readonly warningDays: number;
  /** A missing reason or expiry is an error. */
  readonly strict: boolean;
}

const DAY = 86_400_000;
/** Of `.trivyignore.yaml`: https://trivy.dev/docs/latest/configuration/filtering/#trivyignoreyaml */
const SECTIONS = ['vulnerabilities', 'misconfigurations', 'secrets', 'licenses'] as const;
const SCANNED: ReadonlySet<string> = new Set(['vulnerabilities', 'secrets']);
const DATE_RULE = 'must be a date such as 2027-01-31';

/** Reads Trivy's ignore file, by its extension YAML or plain text, with the places of its entries. */
export function readIgnores(file: TextFile): { readonly ignores: readonly Ignore[]; readonly problems: readonly Problem[] } {
  return /\.ya?ml$/i.test(file.path) ? readYamlIgnores(file) : { ignores: readPlainIgnores(file), problems: [] };
}

function readYamlIgnores(file: TextFile): { readonly ignores: readonly Ignore[]; readonly problems: readonly Problem[] } {
  const read = readYaml(file);
  if (!('source' in read)) return { ignores: [], problems: read.problems };
  const { source } = read;
  if (source.data === null || source.data === '') return { ignores: [], problems: [] };
  const problems: Problem[] = [];
  const wrong = (message: string, path: Path): void => void problems.push(error('ignore-invalid', message, { place: source.at(path) }));
  if (!isMapping(source.data)) {
    wrong(`the ignore file must be a mapping with ${SECTIONS.join(', ')}`, []);
    return { ignores: [], problems };
  }
  const ignores = Object.entries(source.data).flatMap(([section, entries]): readonly Ignore[] => {
    if (!(SECTIONS as readonly string[]).includes(section)) {
      problems.push(error('ignore-invalid', `unknown key "${section}" in the ignore file; there are ${SECTIONS.join(', ')}`, { place: source.atKey([section]) }));
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
      if (expires !== undefined && (typeof expires !== 'string' || Number.isNaN(endOf(expires)))) {
        wrong(`"expired_at" of ${id} ${DATE_RULE}`, [...path, 'expired_at']);
        return [];
      }
      return [
        {
          id,
          place: source.at([...path, 'id']),
          ...(typeof statement === 'string' && statement.trim() !== '' ? { reason: statement } : {}),
          ...(expires === undefined ? {} : { expires: { text: expires, place: source.at([...path, 'expired_at']) } }),
          scanned: SCANNED.has(section),
        },
      ];
    });
  });
  return { ignores, problems };
}

/** One id a line, maybe with `exp:2027-01-31`; the comment right above is its reason. */
function readPlainIgnores(file: TextFile): readonly Ignore[] {
  const lines = file.text.split(/\r?\n/);
  return lines.flatMap((line, index): readonly Ignore[] => {
    const [id = '', ...rest] = line.trim().split(/\s+/);
    if (id === '' || id.startsWith('#')) return [];
    const place = (text: string): Place => ({ file: file.path, line: index + 1, column: line.indexOf(text) + 1, length: text.length });
    const expires = rest.find((word) => /^exp:\d{4}-\d\d-\d\d$/.test(word));
    const reason = /^\s*#\s*(\S.*)$/.exec(lines[index - 1] ?? '')?.[1];
    return [{ id, place: place(id), ...(reason === undefined ? {} : { reason }), ...(expires === undefined ? {} : { expires: { text: expires.slice('exp:'.length), place: place(expires) } }), scanned: true }];
  });
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A day ends an ignore when it begins, in UTC: that is how Trivy reads it. */
function endOf(date: string): number {
  return /^\d{4}-\d\d-\d\d(?:[Tt ].*)?$/.test(date) ? Date.parse(date) : Number.NaN;
}

/** What is wrong with accepted findings before anything is scanned: their time is over, or soon, or not limited. */
export function ignoreProblems(ignores: readonly Ignore[], { now, warningDays, strict }: IgnorePolicy): readonly Problem[] {
  return ignores.flatMap(({ id, place, reason, expires }) => {
    const missing = [...(reason === undefined ? ['a reason (statement)'] : []), ...(expires === undefined ? ['an expiry date (expired_at)'] : [])];
    const incomplete: readonly Problem[] = missing.length === 0 ? [] : [{ severity: strict ? 'error' : 'warning', code: 'ignore-incomplete', message: `ignored finding ${id} has no ${missing.map((what) => what.replace(/^an? /, '')).join(' and no ')}`, place, hint: 'say why it is accepted, and until when' }];
    if (expires === undefined) return incomplete;
    const left = endOf(expires.text) - now;
    const hint = 'upgrade what has the finding and remove the entry, or look at the reason again and set another date';
    if (left < 0) return [...incomplete, error('ignore-expired', `the ignored finding ${id} counts again since ${expires.text}`, { place: expires.place, hint })];
    if (left <= warningDays * DAY) return [...incomplete, { severity: 'warning', code: 'ignore-expires', message: `the ignored finding ${id} counts again from ${expires.text} on, ${days(left)} from now`, place: expires.place, hint }];
    return incomplete;
  });
}

function days(milliseconds: number): string {
  const count = Math.floor(milliseconds / DAY);
  return count === 0 ? 'less than a day' : `${count} day${count === 1 ? '' : 's'}`;
}

/** Entries that took nothing out of any scan. Ask only when everything was scanned. */
export function staleIgnores(ignores: readonly Ignore[], suppressed: readonly Suppressed[]): readonly Problem[] {
  const used = new Set(suppressed.map(({ id }) => id));
  return ignores
    .filter(({ id, scanned }) => scanned && !used.has(id))
    .map(({ id, place }) => ({ severity: 'warning', code: 'ignore-stale', message: `the ignored finding ${id} is in none of the images`, place, hint: 'remove the entry' }));
}
