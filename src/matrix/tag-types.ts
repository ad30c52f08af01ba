/** The types of tags, such as semver, ref and sha, and which keys each of them takes. */

// tags/types.ts says which tag each type gives in a run; the compiler checks that no type is missing there.

/** Keys of an entry that only some types take; tag-schema.ts has the shape of each. */
export type TypeKey = 'value' | 'pattern' | 'match' | 'group' | 'branch' | 'event' | 'format' | 'highest';

/** What is known of a type. */
interface TagTypeRecord {
  /** Where its tags come from. */
  readonly from: string;
  /** In which runs it gives a tag, and which: for the table in docs/tags.md. */
  readonly about: { readonly runs: string; readonly tag: string };
  /** For an entry without one: the priority in docker/metadata-action, so that tags are in the same order as there. */
  readonly priority: number;
  readonly keys: readonly TypeKey[];
  /** The key that an entry must have. */
  readonly needs?: TypeKey;
  /** Keys with a regular expression, besides `match`, which always is one. All other texts may use values. */
  readonly regularExpressions?: readonly TypeKey[];
  /** Whether the tag is made of the parts of a version. */
  readonly isVersion?: true;
  /** Whether the tag stays as it is: it does not get the prefix and suffix of the flavor. */
  readonly isPlain?: true;
  /** The default prefix, behind that of the flavor, in the words of the schema. */
  readonly prefix?: string;
}

/** What the types that are made of a version have in common. */
const VERSION = {
  from: 'the Git tag',
  priority: 900,
  keys: ['pattern', 'value', 'match', 'highest'],
  needs: 'pattern',
  isVersion: true,
} as const;

/** Every type by its name. */
export const TAG_TYPES = {
  raw: {
    from: 'a text',
    about: { runs: 'every run', tag: '`value`' },
    priority: 200,
    keys: ['value', 'highest'],
    needs: 'value',
    isPlain: true,
  },
  semver: {
    ...VERSION,
    about: {
      runs: 'runs of a Git tag that is a version, or with `value`',
      tag: '`pattern` of `raw`, `version`, `major`, `minor`, `patch`',
    },
  },
  pep440: { ...VERSION, about: { runs: "the same, by Python's rules", tag: 'the same' } },
  match: {
    from: 'the Git tag',
    about: {
      runs: 'runs of a Git tag, or with `value`',
      tag: 'what the regular expression `pattern` finds: `group`, or all of it',
    },
    priority: 800,
    keys: ['pattern', 'group', 'value'],
    needs: 'pattern',
    regularExpressions: ['pattern'],
  },
  ref: {
    from: 'the branch, Git tag or pull request',
    about: {
      runs: 'pushes to a branch (`event: branch`), runs of a Git tag (`tag`) or a pull request (`pr`)',
      tag: 'the branch, the Git tag, or `pr-` and the number',
    },
    priority: 600,
    keys: ['event'],
    needs: 'event',
    prefix: '"pr-" for pull requests',
  },
  edge: {
    from: 'the default branch',
    about: { runs: 'pushes to the default branch, or to `branch`', tag: '`edge`' },
    priority: 700,
    keys: ['branch'],
  },
  schedule: {
    from: 'a scheduled run',
    about: { runs: 'scheduled runs', tag: '`pattern`, or `nightly`' },
    priority: 1000,
    keys: ['pattern'],
  },
  sha: {
    from: 'the commit',
    about: {
      runs: 'every run of a commit',
      tag: '`sha-` and 7 digits of the commit, or all with `format: long`',
    },
    priority: 100,
    keys: ['format'],
    prefix: '"sha-" for commits',
  },
} as const satisfies Readonly<Record<string, TagTypeRecord>>;

/** The name of a type. */
export type TagType = keyof typeof TAG_TYPES;

/** The types that are made of a version. */
export type VersionType = {
  [Name in TagType]: (typeof TAG_TYPES)[Name] extends { isVersion: true } ? Name : never;
}[TagType];

/** Every type's name, in the order in which messages and pages list them. */
export const TAG_TYPE_NAMES = Object.keys(TAG_TYPES) as readonly TagType[];

/** The record of a type. */
export function tagType(name: TagType): TagTypeRecord {
  return TAG_TYPES[name];
}

/** `semver, pep440 and match`: the names of the types for which `has` is true, for a sentence. */
export function typesWhich(has: (type: TagTypeRecord) => boolean): string {
  return sentenceList(TAG_TYPE_NAMES.filter((name) => has(tagType(name))));
}

/** `a text (raw), the Git tag (semver, pep440, match), … or the commit (sha)`: where tags come from, by type. */
export function typesBySource(): string {
  const sources = [...new Set(TAG_TYPE_NAMES.map((name) => tagType(name).from))].map(
    (from) => `${from} (${TAG_TYPE_NAMES.filter((name) => tagType(name).from === from).join(', ')})`,
  );
  return `${sources.slice(0, -1).join(', ')}, or ${sources.at(-1) ?? ''}`;
}

/** `schedule 1000, semver and pep440 900, …`: the priorities, the highest first. */
export function typesByPriority(): string {
  const priorities = [...new Set(TAG_TYPE_NAMES.map((name) => tagType(name).priority))];
  return priorities
    .toSorted((a, b) => b - a)
    .map((priority) => `${typesWhich((type) => type.priority === priority)} ${priority}`)
    .join(', ');
}

/** `"pr-" for pull requests and "sha-" for commits`: the default prefixes of types. */
export function typePrefixes(): string {
  return sentenceList(TAG_TYPE_NAMES.flatMap((name) => tagType(name).prefix ?? []));
}

function sentenceList(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');
}
