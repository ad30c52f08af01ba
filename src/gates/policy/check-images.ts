/** Checks every built image against its policy. */

import type { BuiltImage } from '../../bake/bake-image.ts';
import type { Host } from '../../effects/host.ts';
import type { Problem } from '../../problem/problem.ts';
import { reasonOf } from '../../text/reason.ts';
import { imageByImage, type GateReport, type GateScene } from '../gate/gate.ts';
import { buildBase } from '../gate/throw-away-build.ts';
import { knownPlatforms, type KnownPlatform } from '../scan/platforms.ts';
import { policyOf, policyProblems, type PolicySubject } from './policy.ts';
import { createFindUser, type FindUser } from './user.ts';

/** Checks every image whose configuration is known; configuration-gate.ts reports the others. */
export async function checkImages(
  built: readonly BuiltImage[],
  scene: GateScene,
  host: Host,
): Promise<GateReport> {
  const platformsOf = await knownPlatforms(scene);
  const findUser = createFindUser(scene, host);
  return imageByImage(built, async (image) => ({
    problems: await checkPolicy(image, platformsOf(image), findUser, scene.settings),
  }));
}

async function checkPolicy(
  image: BuiltImage,
  platforms: readonly KnownPlatform[],
  findUser: FindUser,
  settings: GateScene['settings'],
): Promise<readonly Problem[]> {
  const policy = policyOf(image.image.checks.policy);
  const checked = await Promise.all(
    platforms.map(async ({ platform, config, base, report }) => {
      if (config === undefined) return {};
      const subject = { platform, config, secrets: report?.secrets ?? [], ...(base ? { base } : {}) };
      if (policy.user === 'any') return { subject };
      try {
        const uid = await findUser(config.user, buildBase(image, platform, settings));
        return { subject: { ...subject, uid } };
      } catch (cause) {
        return { subject, unknown: unreadableUser(image.image.id, subject, cause) };
      }
    }),
  );
  const subjects = checked.flatMap(({ subject }) => subject ?? []);
  return [
    ...policyProblems(image.image.id, subjects, policy),
    ...checked.flatMap(({ unknown }) => unknown ?? []),
  ];
}

function unreadableUser(id: string, { platform, config }: PolicySubject, cause: unknown): Problem {
  return {
    severity: 'error',
    code: 'policy-unknown',
    message:
      `image "${id}" (${platform}) runs as "${config.user}", ` +
      `and its /etc/passwd, which says who that is, could not be read: ${reasonOf(cause)}`,
    hint: 'try again; or name the user by its number, which needs no /etc/passwd: USER 1000',
  };
}
