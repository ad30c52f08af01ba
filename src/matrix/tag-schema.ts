/** The schema of `tags` and `flavor`: the keys of docker/metadata-action, and some of our own. */

import * as v from 'valibot';
import { boolean, byKind, filled, MAPPING_RULE, optional, text } from '../yaml/schema-parts.ts';
import { condition, CONDITION } from './condition.ts';
import {
  TAG_TYPE_NAMES,
  typePrefixes,
  typesByPriority,
  typesBySource,
  typesWhich,
  type TypeKey,
} from './tag-types.ts';

const versions = typesWhich(({ isVersion }) => isVersion === true);
const plain = typesWhich(({ isPlain }) => isPlain === true);
const readers = typesWhich(({ keys, isPlain }) => keys.includes('value') && !isPlain);
const ordered = typesWhich(({ keys }) => keys.includes('highest'));

/** The keys that only some types take. */
const ofSomeTypes = {
  value: optional(
    text,
    `The text of a raw tag; for ${readers} what is read in place of the Git tag. ` +
      'May use values and facts of the run.',
    ['{{target}}-latest', '{{release}}'],
  ),
  pattern: optional(
    filled,
    `What is made of a version (${versions.replace(' and ', ', ')}), the regular expression (match), ` +
      'or the text of a scheduled run (schedule; "nightly" by default). May use values, but for match.',
    ['{{major}}.{{minor}}', '{{date "YYYYMMDD"}}'],
  ),
  match: optional(
    filled,
    `For ${versions}: a regular expression whose first group is the version, in Git tags that hold more than that.`,
    ['^app/v(.*)$'],
  ),
  group: optional(
    v.pipe(text, v.regex(/^\d+$/, 'must be the number of a group')),
    'For match: the group that becomes the tag; 0 is the whole match.',
    [1],
    '0',
  ),
  branch: optional(filled, "For edge: the branch. Default: the repository's default branch.", ['main']),
  event: optional(
    v.picklist(['branch', 'tag', 'pr'], 'must be branch, tag or pr'),
    'For ref: of which runs the name is taken.',
    ['branch'],
  ),
  format: optional(
    v.picklist(['short', 'long'], 'must be short (7 digits) or long'),
    'For sha: how much of the commit.',
    ['long'],
    'short',
  ),
  highest: optional(
    boolean,
    `For ${ordered}: give the tag only to the highest version, of all released ones that would give the same tag. ` +
      'Never to a prerelease. Released versions are the Git tags.',
    [true],
    false,
  ),
} satisfies Readonly<Record<TypeKey, v.GenericSchema>>;
const { highest, ...typeKeys } = ofSomeTypes;

/** An entry of `tags`, when it is a mapping. */
export const tagKeys = v.strictObject(
  {
    type: optional(
      v.picklist(TAG_TYPE_NAMES, `must be one of ${TAG_TYPE_NAMES.join(', ')}`),
      `Where the tag comes from: ${typesBySource()}.`,
      ['semver'],
      'raw',
    ),
    ...typeKeys,
    prefix: optional(
      text,
      "What stands before the tag. May use values and facts of the run. Default: the flavor's, " +
        `then ${typePrefixes()}; none for ${plain}.`,
      ['{{target}}-'],
    ),
    suffix: optional(
      text,
      `What stands behind the tag. Default: the flavor's; none for ${typesWhich(({ isPlain }) => isPlain === true)}.`,
      ['-cuda{{cuda}}'],
    ),
    priority: optional(
      v.pipe(text, v.regex(/^\d+$/, 'must be a whole number')),
      `Tags are listed by it, the highest first. Default: ${typesByPriority()}.`,
      [950],
    ),
    enable: optional(
      text,
      'Whether there is this tag: true or false, or an expression that gives one of them.',
      ['{{is_default_branch}}', "{{eq branch 'main'}}"],
      'true',
    ),
    when: optional(
      condition,
      `Which images get the tag. ${CONDITION} Of platforms, all that the image has must hold. Default: all images.`,
      [{ target: 'full', python: '>=3.12' }],
    ),
    only: optional(
      v.literal('latest', 'must be latest'),
      'Only the image that "latest" picks gets the tag.',
      ['latest'],
    ),
    highest,
    immutable: optional(
      boolean,
      'Whether the tag never moves: publishing refuses to point it at another image.',
      [true],
      false,
    ),
  },
  MAPPING_RULE,
);

export type TagKeys = v.InferOutput<typeof tagKeys>;

/** Keys that every type takes. */
export const COMMON_KEYS = (Object.keys(tagKeys.entries) as readonly (keyof TagKeys)[]).filter(
  (key) => !Object.hasOwn(ofSomeTypes, key),
);

export const tags = v.array(byKind({ text: filled, mapping: tagKeys }, 'text'), 'must be a list of tags');

const affix = (where: string, example: string) =>
  optional(
    text,
    `What stands ${where} every tag that is not ${plain} and has none of its own. ` +
      'May use values and facts of the run. Default: none.',
    [example],
  );

/** The flavor of a target. */
export const targetFlavor = v.strictObject(
  { prefix: affix('before', 'gpu-'), suffix: affix('behind', '-alpine') },
  MAPPING_RULE,
);

/** The flavor of the matrix. */
export const flavor = v.strictObject(
  {
    prefix: affix('before', '{{target}}-'),
    suffix: affix('behind', '-py{{python}}'),
    latest: optional(
      byKind(
        {
          boolean: v.boolean(),
          text: v.picklist(['auto', 'highest'], 'must be true, false, auto or highest'),
        },
        'text',
      ),
      'When the image that "latest" picks gets the tag "latest": in every run (true), never (false), ' +
        'in runs of a version that is no prerelease (auto), or of the highest one (highest).',
      ['highest', 'auto'],
      true,
    ),
  },
  MAPPING_RULE,
);
