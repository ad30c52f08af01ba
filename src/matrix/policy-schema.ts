/** The schema of `policy` and `size-limit`: what finished images have to be like. */

import * as v from 'valibot';
import { byKind, filled, MAPPING_RULE, optional } from '../yaml/schema-parts.ts';

const SIZE_RULE = 'must be a size such as 500MB or 1.5GiB; units: B, kB, MB, GB, KiB, MiB, GiB';
const size = v.pipe(v.string(SIZE_RULE), v.regex(/^[0-9]+(?:\.[0-9]+)? ?(?:B|[kMG]B|[KMG]iB)$/, SIZE_RULE));
const GROWTH_RULE = 'must be a percentage such as 20%';
export const sizeLimit = byKind(
  {
    text: size,
    mapping: v.strictObject(
      {
        compressed: optional(
          size,
          'Of the layers as they are in the registry: what a first pull transfers.',
          ['3GB'],
        ),
        unpacked: optional(size, 'Of the layers as they are on disk. The scan finds it out.', ['10GB']),
        growth: optional(
          v.pipe(v.string(GROWTH_RULE), v.regex(/^[0-9]+(?:\.[0-9]+)?%$/, GROWTH_RULE)),
          'How much larger, compressed, than the image that is published under the first of its tags ' +
            'that move. The first publication passes.',
          ['20%'],
        ),
      },
      MAPPING_RULE,
    ),
  },
  'text',
);
export const SIZE_LIMIT =
  'What each platform of an image may take at most: compressed bytes, or a mapping with compressed, ' +
  'unpacked and growth.';

export const policy = v.strictObject(
  {
    user: optional(
      v.picklist(['non-root', 'any'], 'must be non-root or any'),
      'Whom the image may run as: root too (any), or only somebody else (non-root).',
      ['non-root'],
      'any',
    ),
    labels: optional(
      v.array(filled, 'must be a list of label names'),
      'Labels that images must have, with a value. Default: none.',
      [['org.opencontainers.image.licenses', 'org.opencontainers.image.source']],
    ),
    secrets: optional(
      v.picklist(['gate', 'report', 'off'], 'must be gate, report or off'),
      "What secrets in layers and environment do, when they are not the base image's: " +
        'keep everything from being published (gate), get reported only (report), ' +
        'or nothing is looked for (off).',
      ['report'],
      'gate',
    ),
    'allow-env': optional(
      v.array(filled, 'must be a list of names'),
      'Environment variables that have the name of a secret and hold none. Default: none.',
      [['VAULT_AUTH_METHOD']],
    ),
  },
  MAPPING_RULE,
);
