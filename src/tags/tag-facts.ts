import { RUN_FACTS } from '../matrix/names.ts';
import type { RunFacts } from './run-facts.ts';

/** Names that tags know besides the image's values, and what is said of one that this run does not have. */
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

export const TAG_FACTS: readonly string[] = Object.keys(MISSING).filter((name) => !name.endsWith('date'));

export function missingFact(name: string): string {
  return MISSING[name] ?? `needs ${name}`;
}

/** Text that may stand in a tag: a branch `feat/x` becomes `feat-x`. */
export function tagSafe(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[.-]+/, '');
}

/** As many digits as Git shows. */
export const SHORT_SHA = 7;

/** The Git tag that versions are read from: `--set version=…` stands for one. */
export function releaseTag({ tag, version }: RunFacts): string | undefined {
  return tag !== undefined && (version === undefined || version === tagVersion(tag)) ? tag : version;
}

/** `1.4.0` for the Git tag v1.4.0. */
export function tagVersion(tag: string): string {
  return tag.replace(/^v(?=\d)/, '');
}

/** The same run, as if it were of another release. */
export function atRelease(facts: RunFacts, tag: string): RunFacts {
  return { ...facts, tag, version: tagVersion(tag) };
}

/** What is known of a run, by the names that tags use. `spelt` makes a text that may stand in a tag. */
export function factTexts(
  facts: RunFacts,
  spelt: (text: string) => string,
): Readonly<Record<string, string>> {
  const tag = releaseTag(facts);
  const isRun =
    facts.branch !== undefined || tag !== undefined || facts.pull !== undefined || facts.event !== undefined;
  const isDefault = facts.branch !== undefined && facts.pull === undefined && facts.isDefaultBranch;
  return {
    ...(facts.version ? { version: spelt(facts.version) } : {}),
    ...(facts.revision ? { revision: facts.revision, sha: facts.revision.slice(0, SHORT_SHA) } : {}),
    ...(facts.branch ? { branch: spelt(facts.branch) } : {}),
    ...(tag ? { tag: spelt(tag) } : {}),
    ...(facts.baseRef ? { base_ref: spelt(facts.baseRef) } : {}),
    ...(isRun ? { is_default_branch: String(isDefault), is_not_default_branch: String(!isDefault) } : {}),
  };
}
