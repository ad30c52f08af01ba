/** Reads Trivy's ignore file where it is plain text (.trivyignore) instead of YAML. */

import { error, type Place, type Problem } from '../../problem/problem.ts';
import type { TextFile } from '../../text/file.ts';
import { DATE_RULE, isDay, type Ignore } from './ignore-date.ts';

/** The id of a vulnerability or of a rule. Those of SUSE and Red Hat have a colon (`SUSE-SU-2019:0497-1`). */
const ID = /^[A-Za-z0-9][A-Za-z0-9._+-]*(?:-\d{4}:\d+(?:-\d+)?)?$/;

/**
 * Reads a plain ignore file: one id per line, maybe with `exp:2027-01-31`; a comment in the line above is the reason.
 * It is stricter than Trivy, which takes any word for an id, ignores other words, and drops lines with a wrong date.
 */
export function readPlainIgnores(file: TextFile): {
  readonly ignores: readonly Ignore[];
  readonly problems: readonly Problem[];
} {
  const lines = file.text.split(/\r?\n/);
  const problems: Problem[] = [];
  const ignores = lines.flatMap((line, index): readonly Ignore[] => {
    const words = [...line.matchAll(/\S+/g)].map((match) => ({
      text: match[0],
      place: {
        file: file.path,
        line: index + 1,
        column: match.index + 1,
        length: match[0].length,
      } satisfies Place,
    }));
    const [id, ...rest] = words;
    if (id === undefined || id.text.startsWith('#')) return [];
    if (!ID.test(id.text)) {
      problems.push(
        error('ignore-invalid', `"${id.text}" is no id of a finding`, {
          place: id.place,
          hint: 'one id a line, such as CVE-2027-1234; a file in YAML must end in .yaml or .yml',
        }),
      );
      return [];
    }
    const [expires, ...more] = rest;
    const wrong =
      expires === undefined
        ? undefined
        : expires.text.startsWith('exp:') && isDay(expires.text.slice('exp:'.length))
          ? more[0]
          : expires;
    if (wrong !== undefined) {
      const isDate = /^exp:/i.test(wrong.text) && wrong === expires;
      problems.push(
        isDate
          ? error(
              'ignore-invalid',
              `"${wrong.text}" of ${id.text} ${DATE_RULE.replace('2027', 'exp:2027')}`,
              { place: wrong.place },
            )
          : error('ignore-invalid', `"${wrong.text}" behind ${id.text} means nothing here`, {
              place: wrong.place,
              hint: 'behind an id there is only exp:YYYY-MM-DD; a reason is a comment in the line above',
            }),
      );
      return [];
    }
    const reason = /^\s*#\s*(\S.*)$/.exec(lines[index - 1] ?? '')?.[1];
    return [
      {
        id: id.text,
        place: id.place,
        ...(reason === undefined ? {} : { reason }),
        ...(expires === undefined
          ? {}
          : { expires: { text: expires.text.slice('exp:'.length), place: expires.place } }),
        scanned: true,
      },
    ];
  });
  return { ignores, problems };
}
