import { error, type Problem } from '../problem/problem.ts';
import { isHigher, type ReleaseVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import type { Render } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import { atRelease } from './tag-facts.ts';
import { makerOf, versionReader } from './types.ts';
import { entryVersion } from './version-type.ts';

/**
 * Why a tag must not move to this run's version, because there is a higher one that would give the same tag; a problem
 * where nobody can say.
 *
 * @param body the tag without prefix and suffix
 */
export type WhyNotHighest = (entry: TagEntry, body: string, render: Render) => string | Problem | undefined;

interface Release {
  readonly tag: string;
  readonly version: ReleaseVersion;
}

/** For one run: the Git tags are read once, however many images ask. */
export function createWhyNotHighest(facts: RunFacts): WhyNotHighest {
  const { releases } = facts;
  const tags = releases === undefined || 'because' in releases ? [] : releases;
  /** By the way of reading versions, and by the version that they are higher than. */
  const known = new Map<string, readonly Release[]>();
  const remembered = (key: readonly unknown[], find: () => readonly Release[]): readonly Release[] => {
    const text = JSON.stringify(key);
    const found = known.get(text) ?? find();
    known.set(text, found);
    return found;
  };

  /** The stable releases. `entry` has no value of its own, so nothing of an image is in them. */
  const read = (entry: TagEntry, render: Render): readonly Release[] =>
    tags.flatMap((tag) => {
      const version = entryVersion(entry, atRelease(facts, tag), render, versionReader(entry.type));
      return 'none' in version || !version.stable ? [] : [{ tag, version }];
    });
  const higherThan = (version: ReleaseVersion, entry: TagEntry, render: Render): readonly Release[] => {
    const way = [versionReader(entry.type) && entry.type, entry.keys.match];
    return remembered([...way, version.order], () =>
      remembered(way, () => read(entry, render)).filter((release) => isHigher(release.version, version)),
    );
  };

  return (entry, body, render) => {
    const readVersion = versionReader(entry.type);
    const version = entryVersion(entry, facts, render, readVersion);
    if ('none' in version) return version.none;
    if (!version.stable) return `${version.version} is a prerelease`;
    if (releases === undefined) return 'the releases are not looked up here';
    if ('because' in releases)
      return error(
        'releases-unknown',
        `whether ${version.version} is the highest release cannot be told: ${releases.because}`,
        { place: entry.place, hint: releases.hint },
      );
    // A value of the entry's own stands for this run's version only: others are compared as Git tags are.
    const { value: _value, ...rest } = entry.keys;
    const reader: TagEntry = readVersion ? { ...entry, keys: rest } : entry;
    const same = higherThan(version, reader, render).find(({ tag }) => {
      const result = makerOf(reader.type).make(reader, atRelease(facts, tag), render);
      return 'body' in result && result.body === body;
    });
    return same && `${same.tag} is higher than ${version.version}`;
  };
}
