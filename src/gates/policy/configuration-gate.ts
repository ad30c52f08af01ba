/** Gate: the user, labels and environment of every image can be read. */

import { imageByImage, type Gate } from '../gate/gate.ts';
import { knownPlatforms } from '../scan/platforms.ts';

const UNREADABLE = 'as its configuration could not be read';

/**
 * Refuses to publish an image whose configuration could not be read, because its policy was not checked then. In a run
 * that does not push it is a warning, and only when there is a policy.
 */
export const configurationGate: Gate = {
  name: 'configuration',
  run: async (built, scene) => {
    const platformsOf = await knownPlatforms(scene);
    const publishes = scene.settings.destination === 'push';
    return imageByImage(built, (image) => {
      const { id, checks } = image.image;
      const platforms = platformsOf(image);
      const isAsked = publishes || Object.keys(checks.policy).length > 0;
      const isKnown = platforms.every(({ config }) => config !== undefined);
      return {
        problems:
          isAsked && !isKnown
            ? [
                {
                  severity: publishes ? 'error' : 'warning',
                  code: 'policy-unknown',
                  message: `image "${id}": its user, labels and environment could not be checked, ${UNREADABLE}`,
                },
              ]
            : [],
        // As USER in the Dockerfile; empty means root.
        platforms: Object.fromEntries(
          platforms.map(({ platform, config }) => [platform, config ? { user: config.user } : {}]),
        ),
      };
    });
  },
};
