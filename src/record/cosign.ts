import type { Command } from '../effects/exec.ts';

/**
 * `cosign sign` for one image, by its digest: a signature of a tag would be one of whatever the tag is by then.
 * Keyless, with the workflow's identity, unless the environment holds a key in COSIGN_PRIVATE_KEY: cosign reads it from
 * there, and its password from COSIGN_PASSWORD. Options are the user's own, as `--tlog-upload=false`.
 * https://github.com/sigstore/cosign/blob/main/doc/cosign_sign.md
 */
export function signCommand({
  reference,
  options,
  env,
}: {
  readonly reference: string;
  readonly options: readonly string[];
  readonly env: NonNullable<Command['env']>;
}): Command {
  const key = env['COSIGN_PRIVATE_KEY'] ? ['--key', 'env://COSIGN_PRIVATE_KEY'] : [];
  return { file: 'cosign', args: ['sign', '--yes', ...key, ...options, '--', reference], env };
}
