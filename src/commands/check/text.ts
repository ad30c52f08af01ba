/** Shows the result of `check`. */

import { sorted } from '../../report/problems.ts';
import { counted } from '../../text/words.ts';
import type { Checked } from './result.ts';

/** The result for people at a terminal: that nothing is wrong, and what was checked. */
export function checkedText({ plan, compared, buildkit }: Checked): string {
  const files = compared
    ? 'the rendered files are up to date'
    : 'nothing is rendered here yet (docker-matrix render)';
  const warnings = plan.warnings.filter(({ severity }) => severity === 'warning').length;
  const problems = warnings === 0 ? 'no problems' : `no errors, ${counted(warnings, 'warning')}`;
  const buildkitNote = buildkit ? ", none from BuildKit's checks" : '';
  return `${counted(plan.images.length, 'image')}, ${problems}${buildkitNote}; ${files}`;
}

/** The same for the log of a workflow, where warnings are annotations. */
export function checkedLog({ plan }: Checked): string {
  return `${plan.images.length} images, no problems`;
}

/** What `check --format json` prints. */
export function checkedJson({ plan, compared, buildkit }: Checked): object {
  return { problems: sorted(plan.warnings), images: plan.images.length, compared, buildkit };
}
