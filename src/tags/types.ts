/** How each type of tag (raw, semver, ref, sha …) makes a tag from a run. */

import type { TagType, VersionType } from '../matrix/tag-types.ts';
import { isOfPrerelease, readPep440, readSemver } from '../version/release.ts';
import { search, sourceText, type TagMaker, type TypeResult, type VersionMaker } from './maker.ts';
import { nothingLeft, releaseTag, SHORT_SHA, tagSafe } from './tag-facts.ts';
import { versionType } from './version-type.ts';

/** How a type makes tags. A type that needs a version also says how versions are read. */
type MakerOf<Name extends TagType> = Name extends VersionType ? VersionMaker : TagMaker;

/**
 * How each type makes tags. Its keys in the matrix are in matrix/tag-types.ts. The types are those of
 * docker/metadata-action; docs/tags.md lists what differs.
 */
const MAKERS: { readonly [Name in TagType]: MakerOf<Name> } = {
  raw: {
    make: (_entry, facts, render) => {
      const body = render.tag('value', facts);
      return typeof body === 'string' ? { body } : body;
    },
  },
  semver: versionType(readSemver),
  pep440: versionType(readPep440),
  match: {
    make: (entry, facts, render) => {
      const text = sourceText(entry, facts, render);
      if (typeof text !== 'string') return text;
      const body = search(entry, 'pattern', Number(entry.keys.group ?? '0'), text);
      return typeof body === 'string' ? { body, release: !isOfPrerelease(text) } : body;
    },
  },
  ref: {
    make: ({ keys: { event } }, facts) => {
      const tag = releaseTag(facts);
      if (event === 'pr')
        return facts.pull === undefined
          ? { none: 'not a pull request' }
          : { body: tagSafe(facts.pull), prefix: 'pr-', release: false };
      if (event === 'tag')
        return tag === undefined
          ? { none: 'not a release: the run is of no Git tag' }
          : nameTag('tag', tag, !isOfPrerelease(tag));
      return facts.branch === undefined || facts.pull !== undefined
        ? { none: 'not a push to a branch' }
        : nameTag('branch', facts.branch, false);
    },
  },
  edge: {
    make: ({ keys: { branch } }, facts) => {
      // A pull request is no push to its branch, even if that branch is called as `branch` says.
      if (facts.branch === undefined || facts.pull !== undefined) return { none: 'not a push to a branch' };
      if (branch === undefined ? facts.isDefaultBranch : facts.branch === branch)
        return { body: 'edge', release: false };
      return { none: `the branch is ${facts.branch}, not ${branch ?? 'the default branch'}` };
    },
  },
  schedule: {
    make: ({ keys: { pattern } }, facts, render) => {
      if (facts.event !== 'schedule') return { none: 'not a scheduled run' };
      const body = pattern === undefined ? 'nightly' : render.tag('pattern', facts);
      return typeof body === 'string' ? { body, release: false } : body;
    },
  },
  sha: {
    make: ({ keys: { format } }, { revision }) =>
      revision === undefined
        ? { none: 'no commit is known here (--set revision=… shows it)' }
        : {
            body: format === 'long' ? revision : revision.slice(0, SHORT_SHA),
            prefix: 'sha-',
            release: false,
          },
  },
};

/** A tag that is the name of a branch or Git tag, which may begin with characters that no tag may begin with. */
function nameTag(what: 'branch' | 'tag', name: string, release: boolean): TypeResult {
  const body = tagSafe(name);
  return body === '' ? nothingLeft(what) : { body, release };
}

/** How a type makes tags. */
export function makerOf(type: TagType): TagMaker | VersionMaker {
  return MAKERS[type];
}

/** How a type reads versions; undefined for a type that needs none. */
export function versionReader(type: TagType): VersionMaker['readVersion'] | undefined {
  const maker = makerOf(type);
  return 'readVersion' in maker ? maker.readVersion : undefined;
}
