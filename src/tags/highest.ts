/** Tells whether this run has the highest version, for tags that must not move to an older release. */

import { error, type Problem } from '../problem/problem.ts';
import { isHigher, type ReleaseVersion } from '../version/release.ts';
import type { TagEntry } from './entry.ts';
import type { Render } from './maker.ts';
import type { RunFacts } from './run-facts.ts';
import { atRelease } from './tag-facts.ts';
import { makerOf, versionReader } from './types.ts';
import { entryVersion } from './version-type.ts';

/**
 * Says why a tag must not move to this run's version: there is a higher version that would get the same tag. Gives
 * undefined when the tag may move, and a problem when the releases are not known.
 *
 * @param body the tag without prefix and suffix
 */
export type WhyNotHighest = (entry: TagEntry, body: string, render: Render) => string | Problem | undefined;

interface Release {
  readonly tag: string;
  /** The facts of this run, but of that release. */
  readonly facts: RunFacts;
  readonly version: ReleaseVersion;
}

/** The function for one run. It reads the versions of the Git tags only once for all images. */
export function createWhyNotHighest(facts: RunFacts): WhyNotHighest {
  const { releases } = facts;
  const tags = releases === undefined || 'because' in releases ? [] : releases;
  const runs = tags.map((tag) => ({ tag, facts: atRelease(facts, tag) }));
  /** Releases found before: by the way their versions are read, and by the version that they are higher than. */
  const remembered = new Map<string, readonly Release[]>();
  const remember = (key: readonly unknown[], find: () => readonly Release[]): readonly Release[] => {
    const text = JSON.stringify(key);
    const releasesOfKey = remembered.get(text) ?? find();
    remembered.set(text, releasesOfKey);
    return releasesOfKey;
  };

  /** The stable releases. `entry` has no `value` here, so they are the same for all images. */
  const stableReleases = (entry: TagEntry, render: Render): readonly Release[] =>
    runs.flatMap((run) => {
      const version = entryVersion(entry, run.facts, render, versionReader(entry.type));
      return 'none' in version || !version.stable ? [] : [{ ...run, version }];
    });
  const higherThan = (version: ReleaseVersion, entry: TagEntry, render: Render): readonly Release[] => {
    const wayOfReading = [versionReader(entry.type) && entry.type, entry.keys.match];
    return remember([...wayOfReading, version.version], () =>
      remember(wayOfReading, () => stableReleases(entry, render)).filter((release) =>
        isHigher(release.version, version),
      ),
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
    // A `value` in the entry is the version of this run only. The versions of other releases come from their Git tags.
    const { value: _value, ...otherKeys } = entry.keys;
    const reader: TagEntry = readVersion ? { ...entry, keys: otherKeys } : entry;
    const higher = higherThan(version, reader, render).find((release) => {
      const result = makerOf(reader.type).make(reader, release.facts, render);
      return 'body' in result && result.body === body;
    });
    return higher && `${higher.tag} is higher than ${version.version}`;
  };
}
