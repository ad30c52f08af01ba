/** Reads the findings of BuildKit's checks. */

import { firstLine } from '../../text/words.ts';

/** Something that BuildKit's checks found in one Dockerfile. */
export interface Finding {
  /** Such as `JSONArgsRecommended`. Absent for an error that keeps the Dockerfile from being built. */
  readonly rule?: string;
  readonly message: string;
  readonly url?: string;
  /** Line of the Dockerfile, from 1; absent when the finding is about no line. */
  readonly line?: number;
}

interface Located {
  readonly location?: { readonly ranges?: readonly { readonly start?: { readonly line?: number } }[] };
}

/** The output of the checks, as far as it is read. */
interface CheckOutput {
  readonly target?: Readonly<
    Record<
      string,
      | {
          readonly check?: {
            readonly warnings?:
              | readonly (Located & {
                  readonly ruleName?: string;
                  readonly detail?: string;
                  readonly description?: string;
                  readonly url?: string;
                })[]
              | null;
            readonly buildError?: Located & { readonly message?: string };
            readonly error?: string;
          };
        }
      | undefined
    >
  >;
}

/** Reads the output of `docker buildx bake --call check,format=json` for one image; nothing for any other text. */
export function readFindings(output: string, image: string): readonly Finding[] | undefined {
  let parsed: CheckOutput;
  try {
    parsed = JSON.parse(output) as CheckOutput;
  } catch {
    return undefined;
  }
  const check = (parsed as CheckOutput | null)?.target?.[image]?.check;
  if (!check) return undefined;
  const warnings = (check.warnings ?? []).map((warning): Finding => ({
    ...(warning.ruleName === undefined ? {} : { rule: warning.ruleName }),
    message: warning.detail ?? warning.description ?? 'no description',
    ...(warning.url === undefined ? {} : { url: warning.url }),
    ...lineOf(warning),
  }));
  const failure = check.buildError?.message ?? (check.error && firstLine(check.error));
  return failure === undefined
    ? warnings
    : [...warnings, { message: failure, ...lineOf(check.buildError ?? {}) }];
}

function lineOf({ location }: Located): { line?: number } {
  const line = location?.ranges?.[0]?.start?.line;
  return line === undefined || line < 1 ? {} : { line };
}
