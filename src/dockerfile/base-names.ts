/** Finds what FROM means: a name may depend on arguments, and on the platform that is built. */

import { PLATFORMS } from '../oci/platform.ts';
import { expandWord, type Lookup } from './expand.ts';

/** What a FROM means on some platforms. */
export interface BaseNames {
  /** The platforms by the name that it has on them. Empty when it is known to the build only. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Variables that it needs and that have no value. */
  readonly missing: readonly string[];
  /** Whether the name depends on the machine that builds, so that not all of the names are used. */
  readonly ofBuilder: boolean;
}

/**
 * The value of an ARG above the first FROM.
 *
 * @param automatic the values of the variables that BuildKit sets, which its default may use
 */
export type Arguments = (name: string, automatic: Lookup) => string | null | undefined;

const AUTOMATIC = /^(TARGET|BUILD)(PLATFORM|OS|OSVERSION|ARCH|VARIANT)$/;

/** Whether BuildKit gives a variable its value (Dockerfile reference, "Automatic platform ARGs"). */
export function isAutomatic(name: string): boolean {
  return AUTOMATIC.test(name) || name === 'TARGETSTAGE';
}

/** The names that a word behind FROM has on these platforms. */
export function baseNames(word: string, platforms: readonly string[], valueOf: Arguments): BaseNames {
  if (!word.includes('$')) return { names: new Map([[word, platforms]]), missing: [], ofBuilder: false };
  const names = new Map<string, readonly string[]>();
  const missing = new Set<string>();
  let ofBuilder = false;
  const add = (platform: string, builder: string): void => {
    const automatic: Lookup = (name) => {
      const [, kind, part = ''] = AUTOMATIC.exec(name) ?? [];
      if (kind === undefined) return null;
      if (kind === 'BUILD') ofBuilder = true;
      return partOf(kind === 'BUILD' ? builder : platform, part);
    };
    const expanded = expandWord(word, (name) =>
      isAutomatic(name) ? automatic(name) : valueOf(name, automatic),
    );
    for (const name of expanded.missing) missing.add(name);
    const { text } = expanded;
    if (text !== undefined) names.set(text, [...new Set([...(names.get(text) ?? []), platform])]);
  };
  const [first = ''] = platforms;
  for (const platform of platforms) add(platform, first);
  const builders = PLATFORMS.filter((platform) => platform.startsWith('linux/'));
  if (ofBuilder) for (const platform of platforms) for (const builder of builders) add(platform, builder);
  return { names, missing: [...missing], ofBuilder };
}

function partOf(platform: string, part: string): string {
  const [os = '', architecture = '', variant = ''] = platform.split('/');
  return { PLATFORM: platform, OS: os, ARCH: architecture, VARIANT: variant }[part] ?? '';
}
