/** Signs images with cosign. */

import { environmentOf } from '../effects/environment.ts';
import pLimit from 'p-limit';
import type { Command } from '../effects/exec.ts';
import type { Host } from '../effects/host.ts';
import type { BuiltImage } from '../bake/bake-image.ts';
import type { JobRequest } from '../bake/job.ts';
import { error, type Problem } from '../problem/problem.ts';

/** Problems that would keep images from being signed, found before anything is built. */
export async function signingProblems(
  request: JobRequest['build'],
  { exec, env, signal }: Host,
): Promise<readonly Problem[]> {
  if (!request.sign || !request.push) return [];
  const version = await exec({
    file: 'cosign',
    args: ['version'],
    env: environmentOf('cosign', env),
    signal,
  });
  if (version.code !== 0)
    return [
      error('no-cosign', 'there is no cosign on PATH, which signing needs', {
        hint:
          'install it: https://docs.sigstore.dev/cosign/system_config/installation/; ' +
          'in GitHub Actions with sigstore/cosign-installer',
      }),
    ];
  if (
    env['GITHUB_ACTIONS'] === 'true' &&
    !env['COSIGN_PRIVATE_KEY'] &&
    !env['ACTIONS_ID_TOKEN_REQUEST_URL'] &&
    !env['SIGSTORE_ID_TOKEN']
  ) {
    return [
      error('no-identity', 'this job has no identity to sign with', {
        hint: 'give the job the permission "id-token: write", or a key in the environment variable COSIGN_PRIVATE_KEY',
      }),
    ];
  }
  return [];
}

/** Signs every image by digest, in the repository it was pushed to. After a failure nothing is published. */
export async function signImages(
  built: readonly BuiltImage[],
  request: JobRequest['build'],
  { exec, env, signal, say }: Host,
): Promise<readonly Problem[]> {
  const problems = await pLimit(request.concurrency).map(
    built,
    async ({ image, candidate }): Promise<readonly Problem[]> => {
      if (signal.aborted) return [];
      const result = await exec({
        ...signCommand({
          reference: `${image.repository}@${candidate.digest}`,
          options: request.signOptions,
          env,
        }),
        signal,
      });
      if (result.code === 0) {
        say(`${image.id}: signed`);
        return [];
      }
      return [
        error(
          'not-signed',
          `image "${image.id}" was not signed: ${lastLine(result.stderr) || `cosign ended with status ${result.code}`}`,
          {
            hint:
              'nothing was published; for a key: COSIGN_PRIVATE_KEY and COSIGN_PASSWORD, ' +
              'keyless: id-token: write, and the options of --sign-option',
          },
        ),
      ];
    },
  );
  return problems.flat();
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^Error: /, '') ?? ''
  );
}

/**
 * `cosign sign` for one image, by its digest: a tag may point at another image by then.
 * Keyless, with the workflow's identity, unless the environment holds a key in COSIGN_PRIVATE_KEY: cosign reads it from
 * there, and its password from COSIGN_PASSWORD. `options` are the user's, such as `--tlog-upload=false`.
 * https://github.com/sigstore/cosign/blob/main/doc/cosign_sign.md
 */
function signCommand({
  reference,
  options,
  env,
}: {
  readonly reference: string;
  readonly options: readonly string[];
  readonly env: NonNullable<Command['env']>;
}): Command {
  const key = env['COSIGN_PRIVATE_KEY'] ? ['--key', 'env://COSIGN_PRIVATE_KEY'] : [];
  // A key may be in any variable that an option names.
  const named = options.flatMap((option) => /\benv:\/\/(\w+)/.exec(option)?.[1] ?? []);
  return {
    file: 'cosign',
    args: ['sign', '--yes', ...key, ...options, '--', reference],
    env: environmentOf('cosign', env, named),
  };
}
