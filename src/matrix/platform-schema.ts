/** The schema of platforms. */

import * as v from 'valibot';
import { normalPlatform, PLATFORM_SPELLINGS, PLATFORMS, similarPlatform } from '../oci/platform.ts';
import { someOf } from '../yaml/schema-parts.ts';

/** A platform that exists. One that may be spelt in several ways (linux/arm64/v8) is spelt as BuildKit does. */
const platform = v.pipe(
  v.picklist([...PLATFORMS, ...PLATFORM_SPELLINGS], ({ input }) => {
    const meant = typeof input === 'string' ? similarPlatform(input) : undefined;
    return `must be a platform (${meant === undefined ? PLATFORMS.join(', ') : `did you mean "${meant}"?`})`;
  }),
  v.transform(normalPlatform),
);

/** A list of platforms. */
export const platforms = someOf(
  platform,
  'must be a list, as [linux/amd64, linux/arm64]',
  'must name at least one platform',
);
