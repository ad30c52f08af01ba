/** Checks that every build secret has a value. */

import type { Image } from '../plan/image.ts';
import { error, type Problem } from '../problem/problem.ts';

/**
 * Build secrets without a value, found before anything is built. As in buildx, the value is in the named environment
 * variable or file, or else in the variable with the secret's id as name. Only its presence is checked.
 */
export async function secretProblems(
  images: readonly Image[],
  env: Readonly<Record<string, string | undefined>>,
  fileExists: (path: string) => Promise<boolean>,
): Promise<readonly Problem[]> {
  const required = new Map(
    images.flatMap((image) =>
      image.secrets
        .filter(({ optional }) => !optional)
        .map((secret) => [JSON.stringify(secret), { secret, image }] as const),
    ),
  );
  const problems = await Promise.all(
    [...required.values()].map(async ({ secret: { id, env: variable, file }, image }) => {
      if (file !== undefined)
        return (await fileExists(file))
          ? undefined
          : error(
              'secret-missing',
              `the secret "${id}" of image "${image.id}" is to be read from ${file}, which is not there`,
            );
      const name = variable ?? id;
      return env[name]
        ? undefined
        : error(
            'secret-missing',
            `the secret "${id}" of image "${image.id}" has no value: the environment variable ${name} is not set`,
            {
              hint:
                `set it for this command: ${name}=… docker-matrix build, ` +
                `or "env: ${name}: \${{ secrets.… }}" on the step`,
            },
          );
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}
