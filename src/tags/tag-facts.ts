/** What is known of a run, by the names that expressions in tags use: version, branch, sha and so on. */

import { RUN_FACTS } from '../matrix/names.ts';
import type { RunFacts } from './run-facts.ts';
import type { NoTag } from './tag.ts';

/** Facts that tags may use besides the values of the image, each with the message for when the run lacks it. */
const MISSING: Readonly<Record<string, string>> = {
  version: 'needs a version: not a release (--set version=1.2.3 shows it)',
  ...Object.fromEntries(
    RUN_FACTS.filter((fact) => fact !== 'version').map((fact) => [
      fact,
      `needs a ${fact}: none is known here (--set ${fact}=… shows it)`,
    ]),
  ),
  tag: 'needs a tag: not a release (--set version=1.2.3 shows it)',
  sha: 'needs a sha: no commit is known here (--set revision=… shows it)',
  base_ref: 'needs a base_ref: not a pull request',
  is_default_branch: 'needs is_default_branch: this is no run of anything',
  is_not_default_branch: 'needs is_not_default_branch: this is no run of anything',
  date: 'needs a date: this is no run of anything',
  commit_date: 'needs a commit_date: no commit is known here',
};

/** Names of the facts that expressions may use as variables; the two dates take a format and are handled apart. */
export const TAG_FACTS: readonly string[] = Object.keys(MISSING).filter((name) => !name.endsWith('date'));

/** Says that a tag needs a fact that this run does not have. */
export function missingFact(name: string): string {
  return MISSING[name] ?? `needs ${name}`;
}

/** Says that a fact of this run, as the branch 日本, has no character that a tag may hold. */
export function nothingLeft(name: string): NoTag {
  return { none: `nothing of the ${name} can stand in a tag`, warn: 'no-name' };
}

/** A text with the characters that tags may have, replaced as docker/metadata-action does: `feat/x` is `feat-x`. */
export function withTagCharacters(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]+/g, '-');
}

/** The same for what may begin a tag: without `.` and `-` in front. */
export function tagSafe(text: string): string {
  return withTagCharacters(text).replace(/^[.-]+/, '');
}

/** Number of digits in a short commit hash, as Git shows it. */
export const SHORT_SHA = 7;

/** The Git tag of the run. A version given with `--set version=…` counts as one. */
export function releaseTag({ tag, version }: RunFacts): string | undefined {
  return tag !== undefined && (version === undefined || version === tagVersion(tag)) ? tag : version;
}

/** `1.4.0` for the Git tag v1.4.0. */
export function tagVersion(tag: string): string {
  return tag.replace(/^v(?=\d)/, '');
}

/** The facts of this run, but with another release. */
export function atRelease(facts: RunFacts, tag: string): RunFacts {
  return { ...facts, tag, version: tagVersion(tag) };
}

/** Whether the facts are those of a run: rendered files are made without one. */
export function isRun(facts: RunFacts): boolean {
  return [facts.branch, releaseTag(facts), facts.pull, facts.event].some((fact) => fact !== undefined);
}

type Texts = Readonly<Record<string, string>>;

/** How facts are spelt: fit for a tag, or as they are. */
const SPELLINGS = { tag: tagSafe, plain: (text: string) => text };

const known: Readonly<Record<keyof typeof SPELLINGS, WeakMap<RunFacts, Texts>>> = {
  tag: new WeakMap(),
  plain: new WeakMap(),
};

/** The facts of a run, by the names that tags use. Made once for each run, because every text of every image asks. */
export function factTexts(facts: RunFacts, spelling: keyof typeof SPELLINGS): Texts {
  const texts = known[spelling].get(facts) ?? readFacts(facts, SPELLINGS[spelling]);
  known[spelling].set(facts, texts);
  return texts;
}

function readFacts(facts: RunFacts, spelt: (text: string) => string): Texts {
  const tag = releaseTag(facts);
  const isDefault = facts.branch !== undefined && facts.pull === undefined && facts.isDefaultBranch;
  return {
    ...(facts.version ? { version: spelt(facts.version) } : {}),
    ...(facts.revision ? { revision: facts.revision, sha: facts.revision.slice(0, SHORT_SHA) } : {}),
    ...(facts.branch ? { branch: spelt(facts.branch) } : {}),
    ...(tag ? { tag: spelt(tag) } : {}),
    ...(facts.baseRef ? { base_ref: spelt(facts.baseRef) } : {}),
    ...(isRun(facts)
      ? { is_default_branch: String(isDefault), is_not_default_branch: String(!isDefault) }
      : {}),
  };
}
