/** Gate: the user, labels and secrets of every image are as "policy" in the matrix demands. */

import { imageByImage, type Gate } from '../gate/gate.ts';
import { knownPlatforms } from '../scan/platforms.ts';
import { policyOf, policyProblems } from './policy.ts';

/** Checks every image whose configuration is known; configuration-gate.ts reports the others. */
export const policyGate: Gate = {
  name: 'policy',
  run: async (built, scene) => {
    const platformsOf = await knownPlatforms(scene);
    return imageByImage(built, (image) => ({
      problems: policyProblems(
        image.image.id,
        platformsOf(image).flatMap(({ platform, config, base, report }) =>
          config ? [{ platform, config, secrets: report?.secrets ?? [], ...(base ? { base } : {}) }] : [],
        ),
        policyOf(image.image.checks.policy),
      ),
    }));
  },
};
