/** Finds out the number of the user that an image runs as. */

import pLimit from 'p-limit';
import { join } from 'node:path';
import type { Host } from '../../effects/host.ts';
import { numberInPasswd, userNumber, userPart } from '../../oci/user.ts';
import { IMAGE_CONTEXT } from '../../plan/tests/dockerfile.ts';
import type { GateScene } from '../gate/gate.ts';
import { builderOf, filesOfBuild, type BuildBase } from '../gate/throw-away-build.ts';

/** Copies the file that containers look users up in. BuildKit follows links on the way, within the image. */
const PASSWD_DOCKERFILE = `FROM scratch\nCOPY --from=${IMAGE_CONTEXT} /etc/passwd /passwd\n`;
const NO_PASSWD = /"\/etc\/passwd": not found/;

/** Gives the number of a user, as USER has it; `unknown` for a name that the image does not have. */
export type FindUser = (user: string, base: BuildBase) => Promise<number | 'unknown'>;

/**
 * A way to find the numbers of users. Only for a name a file is read from the image, by the builder that has its
 * layers. It rejects when that fails.
 */
export function createFindUser({ job, settings }: Pick<GateScene, 'job' | 'settings'>, host: Host): FindUser {
  const limit = pLimit(job.request.build.concurrency);
  let count = 0;
  let builder: ReturnType<typeof builderOf> | undefined;
  const readPasswd = async (base: BuildBase): Promise<string> => {
    builder ??= builderOf({ job, settings }, host);
    const tar = join(job.out, 'policy', `${(count += 1)}.tar`);
    try {
      const [passwd] = await filesOfBuild(PASSWD_DOCKERFILE, base, { builder: await builder, tar }, host);
      return Buffer.from(passwd?.content ?? []).toString('utf8');
    } catch (cause) {
      if (cause instanceof Error && NO_PASSWD.test(cause.message)) return '';
      throw cause;
    }
  };
  return async (user, base) => {
    const name = userPart(user);
    const number = name === 'root' ? 0 : userNumber(name);
    if (number !== undefined) return number;
    return numberInPasswd(await limit(() => readPasswd(base)), name) ?? 'unknown';
  };
}
