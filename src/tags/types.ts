import type { TagType, VersionType } from '../matrix/tag-types.ts';
import { readAnyVersion, readPep440, readSemver } from '../version/release.ts';
import { search, sourceText, type TagMaker, type VersionMaker } from './maker.ts';
import { releaseTag, SHORT_SHA, tagSafe } from './tag-facts.ts';
import { versionType } from './version-type.ts';

/** What a type makes of a run; a type that is made of a version also says how one is read. */
type MakerOf<Name extends TagType> = Name extends VersionType ? VersionMaker : TagMaker;

/**
 * The making half of each type of tag; matrix/tag-types.ts has what a matrix may say of it. The types are those of
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
      const found = search(entry, 'pattern', text);
      if ('none' in found) return found;
      const { pattern = '', group: index = '0' } = entry.keys;
      const group = found.groups[Number(index)];
      return group === undefined
        ? { none: `"${pattern}" has no group ${index} in "${text}"` }
        : { body: group, release: !isPrerelease(text) };
    },
  },
  ref: {
    // A name of Git's may begin with what a tag may not.
    make: ({ keys: { event } }, facts) => {
      const tag = releaseTag(facts);
      if (event === 'pr')
        return facts.pull === undefined
          ? { none: 'not a pull request' }
          : { body: tagSafe(facts.pull), prefix: 'pr-', release: false };
      if (event === 'tag')
        return tag === undefined
          ? { none: 'not a release: the run is of no Git tag' }
          : { body: tagSafe(tag), release: !isPrerelease(tag) };
      return facts.branch === undefined || facts.pull !== undefined
        ? { none: 'not a push to a branch' }
        : { body: tagSafe(facts.branch), release: false };
    },
  },
  edge: {
    make: ({ keys: { branch } }, facts) => {
      // The branch of a pull request is not built under its own name.
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

/** What makes the tags of a type. */
export function makerOf(type: TagType): TagMaker | VersionMaker {
  return MAKERS[type];
}

/** How a type reads versions; nothing for one that is made of no version. */
export function versionReader(type: TagType): VersionMaker['readVersion'] | undefined {
  const maker = makerOf(type);
  return 'readVersion' in maker ? maker.readVersion : undefined;
}

function isPrerelease(tag: string): boolean {
  return readAnyVersion(tag)?.stable === false;
}
