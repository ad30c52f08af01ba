import * as v from 'valibot';
import { condition, CONDITION } from './condition-schema.ts';
import { boolean, byKind, filled, MAPPING_RULE, optional, text } from '../yaml/schema-parts.ts';

/** The shape of what a matrix says of tags. The keys of a tag are those of docker/metadata-action, and our own behind them. */

export const TAG_TYPES = ['raw', 'semver', 'pep440', 'match', 'ref', 'edge', 'schedule', 'sha'] as const;
export type TagType = (typeof TAG_TYPES)[number];

export const tagKeys = v.strictObject(
  {
    type: optional(
      v.picklist(TAG_TYPES, `must be one of ${TAG_TYPES.join(', ')}`),
      'Where the tag comes from: a text (raw), the Git tag (semver, pep440, match), the branch, Git tag or pull request (ref), the default branch (edge), a scheduled run (schedule), or the commit (sha).',
      ['semver'],
      'raw',
    ),
    value: optional(
      text,
      'The text of a raw tag; for semver, pep440 and match what is read in place of the Git tag. May use values and facts of the run.',
      ['{{target}}-latest', '{{release}}'],
    ),
    pattern: optional(
      filled,
      'What is made of a version (semver, pep440), the regular expression (match), or the text of a scheduled run (schedule; "nightly" by default). May use values, but for match.',
      ['{{major}}.{{minor}}', '{{date "YYYYMMDD"}}'],
    ),
    match: optional(
      filled,
      'For semver and pep440: a regular expression whose first group is the version, in Git tags that hold more than that.',
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
    prefix: optional(
      text,
      'What stands before the tag. May use values and facts of the run. Default: the flavor\'s, then "pr-" for pull requests and "sha-" for commits; none for raw.',
      ['{{target}}-'],
    ),
    suffix: optional(text, "What stands behind the tag. Default: the flavor's; none for raw.", [
      '-cuda{{cuda}}',
    ]),
    priority: optional(
      v.pipe(text, v.regex(/^\d+$/, 'must be a whole number')),
      'Tags are listed by it, the highest first. Default: schedule 1000, semver and pep440 900, match 800, edge 700, ref 600, raw 200, sha 100.',
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
      `Which images get the tag. ${CONDITION} Of platforms, one that the image has must hold. Default: all images.`,
      [{ target: 'full', python: '>=3.12' }],
    ),
    only: optional(
      v.literal('latest', 'must be latest'),
      'Only the image that "latest" picks gets the tag.',
      ['latest'],
    ),
    highest: optional(
      boolean,
      'For raw, semver and pep440: give the tag only to the highest version, of all released ones that would give the same tag. Never to a prerelease. Released versions are the Git tags.',
      [true],
      false,
    ),
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

export const tags = v.array(byKind({ text: filled, mapping: tagKeys }, 'text'), 'must be a list of tags');

const affix = (where: string, example: string) =>
  optional(
    text,
    `What stands ${where} every tag that is not raw and has none of its own. May use values and facts of the run. Default: none.`,
    [example],
  );

/** What a target may say. */
export const targetFlavor = v.strictObject(
  { prefix: affix('before', 'gpu-'), suffix: affix('behind', '-alpine') },
  MAPPING_RULE,
);

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
      'When the image that "latest" picks gets the tag "latest": in every run (true), never (false), in runs of a version that is no prerelease (auto), or of the highest one (highest).',
      ['highest', 'auto'],
      true,
    ),
  },
  MAPPING_RULE,
);
