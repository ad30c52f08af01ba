/** Finds out before a build whether this login may push to every repository. */

import { parseRepository } from '../oci/reference.ts';
import { error, type Problem } from '../problem/problem.ts';
import { loginHint } from './registry-error.ts';
import type { Registry } from './registry.ts';

/**
 * Asks every repository, before anything is built, whether this process may push to it.
 *
 * @param repositories names as in the matrix; each is asked once.
 * @returns one problem for each repository that refused or could not be asked; none when all may be pushed to.
 */
export async function checkPushAllowed(
  repositories: readonly string[],
  registry: Pick<Registry, 'checkPush'>,
): Promise<Problem[]> {
  const problems = await Promise.all(
    [...new Set(repositories)].map((repository) => pushProblem(repository, registry)),
  );
  return problems.filter((problem) => problem !== undefined);
}

async function pushProblem(
  repository: string,
  registry: Pick<Registry, 'checkPush'>,
): Promise<Problem | undefined> {
  const parsed = parseRepository(repository);
  if (typeof parsed === 'string') return error('repository-name', parsed);

  const check = await registry.checkPush(repository);
  if (check.ok) return undefined;
  return check.status === 401 || check.status === 403
    ? error('push-denied', `no permission to push to "${repository}": ${check.reason}`, {
        hint: loginHint(parsed.host),
      })
    : error('push-unchecked', `cannot tell whether "${repository}" may be pushed to: ${check.reason}`, {
        hint: `check that the registry "${parsed.host}" is up and that the repository's name is right, then run again`,
      });
}
