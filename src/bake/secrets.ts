/** Checks that every build secret has a value, and one that is meant for a build. */

import { isAbsolute, relative, resolve } from 'node:path';
import { isOfProgram, isOfRunner } from '../effects/environment.ts';
import type { Host } from '../effects/host.ts';
import type { Image } from '../plan/image.ts';
import { error, type Problem } from '../problem/problem.ts';

type Secret = Image['secrets'][number];

/** The environment variable that a secret is in, by default the one of its id; nothing for one that is in a file. */
function variableOf({ id, env, file }: Secret): string | undefined {
  return file === undefined ? (env ?? id) : undefined;
}

/** What has to be known of files that hold secrets. */
interface SecretFiles {
  /** `path` as the matrix has it. */
  readonly fileExists: (path: string) => Promise<boolean>;
  /** Of an absolute path the one without links, if anything is there. */
  readonly realPath: (path: string) => Promise<string | undefined>;
}

/** The environment variables that hold the secrets of an image. */
export function secretVariables({ secrets }: Image): readonly string[] {
  return secrets.flatMap((secret) => variableOf(secret) ?? []);
}

/**
 * What is wrong with build secrets, found before anything is built: those without a value, and those that would give a
 * build what it must not have. Only the presence of values is checked.
 *
 * @param host `root` is the folder of the matrix, where paths of secrets start
 */
export async function secretProblems(
  images: readonly Image[],
  host: Pick<Host, 'env' | 'isTrusted'> & { readonly root: string },
  { fileExists, realPath }: SecretFiles,
): Promise<readonly Problem[]> {
  const distinct = new Map(
    images.flatMap((image) =>
      image.secrets.map((secret) => [JSON.stringify(secret), { secret, image }] as const),
    ),
  );
  const problems = await Promise.all(
    [...distinct.values()].map(async ({ secret, image }) => {
      const { id, file, optional } = secret;
      const what = `the secret "${id}" of image "${image.id}"`;
      const name = variableOf(secret);
      const refused =
        name === undefined
          ? await refusedFile(file ?? '', host, realPath)
          : refusedVariable(name, secret, host.isTrusted);
      if (refused !== undefined)
        return error('secret-refused', `${what} ${refused.because}`, { hint: refused.hint });
      if (optional) return undefined;
      if (name === undefined)
        return (await fileExists(file ?? ''))
          ? undefined
          : error('secret-missing', `${what} is to be read from ${file}, which is not there`);
      return host.env[name]
        ? undefined
        : error('secret-missing', `${what} has no value: the environment variable ${name} is not set`, {
            hint:
              `set it for this command: ${name}=… docker-matrix build, ` +
              `or "env: ${name}: \${{ secrets.… }}" on the step`,
          });
    }),
  );
  return problems.filter((problem) => problem !== undefined);
}

interface Refusal {
  readonly because: string;
  readonly hint: string;
}

/** Why a variable is no secret for a build: it is there for the runner or for programs, and not passed on purpose. */
function refusedVariable(name: string, { id, env }: Secret, isTrusted: boolean): Refusal | undefined {
  const passed =
    'pass it under a name of its own: "env: MY_TOKEN: ${{ … }}" on the step, and env: MY_TOKEN here';
  if (isOfRunner(name))
    return { because: `is the environment variable ${name}, which belongs to the runner`, hint: passed };
  if (name === 'GITHUB_TOKEN' && isTrusted && env === undefined)
    return {
      because: 'would be GITHUB_TOKEN, which may be set for other programs',
      hint: `if its builds may have it: { id: ${id}, env: GITHUB_TOKEN }`,
    };
  if (!isTrusted && (name === 'GITHUB_TOKEN' || isOfProgram(name)))
    return {
      because: `is the environment variable ${name}, which builds of this run may not have: it is not trusted`,
      hint: passed,
    };
  return undefined;
}

/** In a run that is not trusted, a file outside of the matrix's folder is a login or key of the machine. */
async function refusedFile(
  file: string,
  { isTrusted, root }: { readonly isTrusted: boolean; readonly root: string },
  realPath: SecretFiles['realPath'],
): Promise<Refusal | undefined> {
  if (isTrusted) return undefined;
  const path = resolve(root, file);
  const way = relative((await realPath(root)) ?? root, (await realPath(path)) ?? path);
  if (!isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way)) return undefined;
  return {
    because: `is the file ${file}, outside of the matrix's folder, which builds of this run may not have`,
    hint: 'this run is not trusted: pass what it may have as an environment variable',
  };
}
