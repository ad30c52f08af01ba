/** Finds Docker, buildx and the builder, or says what is missing. */

import { environmentOf } from '../effects/environment.ts';
import type { Host } from '../effects/host.ts';
import { error, type Problem } from '../problem/problem.ts';
import { parseBuilder, type Builder } from './builder.ts';
import { firstLine } from '../text/words.ts';

/** Which builder a command needs, and what its messages say about that. */
export interface EngineNeed {
  readonly builder?: string;
  /** Why it is needed, as the end of a message: `which "check --build" needs`. */
  readonly why?: string;
  /** How to do without it, as the end of a hint. */
  readonly otherwise?: string;
}

/** The builder, which is started if needed; or the problem that Docker, buildx or the builder is missing. */
export async function findBuilder(
  { builder, why, otherwise }: EngineNeed,
  { exec, env: ours, signal }: Host,
): Promise<Builder | Problem> {
  const env = environmentOf('docker', ours);
  const reason = why === undefined ? '' : `, ${why}`;
  const alternative = otherwise === undefined ? '' : `; or ${otherwise}`;
  const version = await exec({ file: 'docker', args: ['buildx', 'version'], env, signal });
  if (version.code === 127)
    return error('no-docker', `there is no docker on PATH${reason}`, {
      hint: `install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/${alternative}`,
    });
  if (version.code !== 0)
    return error('no-buildx', `docker has no buildx${reason}: ${errorLine(version.stderr)}`, {
      hint: `install the plugin: https://github.com/docker/buildx#installing (Debian: docker-buildx)${alternative}`,
    });
  const inspect = await exec({
    file: 'docker',
    args: ['buildx', 'inspect', '--bootstrap', ...(builder === undefined ? [] : ['--', builder])],
    env,
    signal,
  });
  const parsed = parseBuilder(inspect.stdout);
  // When the engine does not answer, "inspect" succeeds all the same and has an Error among its fields.
  const silence =
    inspect.code === 0
      ? (/^Error:[ \t]+(.*)$/m.exec(inspect.stdout)?.[1] ?? `"${parsed.name}" names no platforms`)
      : errorLine(inspect.stderr);
  if (inspect.code !== 0 || parsed.platforms.length === 0)
    return error('no-builder', `no builder answers: ${silence}`, {
      hint: `start the Docker engine, or choose a builder from "docker buildx ls" with --builder${alternative}`,
    });
  return parsed;
}

/** The first line of an error of docker. */
function errorLine(stderr: string): string {
  return firstLine(stderr).replace(/^ERROR: /, '');
}
