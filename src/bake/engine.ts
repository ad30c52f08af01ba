import type { Host } from '../effects/host.ts';
import { error, type Problem } from '../problem/problem.ts';
import { parseBuilder, type Builder } from './builder.ts';

/** What differs between the commands that need an engine. */
export interface EngineNeed {
  readonly builder?: string;
  /** Why it is needed, behind a comma: `which "check --build" needs`. */
  readonly why?: string;
  /** How to do without, for the hints. */
  readonly otherwise?: string;
}

/** Docker, buildx and the builder, started when it was not; or what is missing, and where to get it. */
export async function findBuilder(
  { builder, why, otherwise }: EngineNeed,
  { exec, env, signal }: Host,
): Promise<Builder | Problem> {
  const because = why === undefined ? '' : `, ${why}`;
  const or = otherwise === undefined ? '' : `; or ${otherwise}`;
  const version = await exec({ file: 'docker', args: ['buildx', 'version'], env, signal });
  if (version.code === 127)
    return error('no-docker', `there is no docker on PATH${because}`, {
      hint: `install Docker Engine or Docker Desktop: https://docs.docker.com/engine/install/${or}`,
    });
  if (version.code !== 0)
    return error('no-buildx', `docker has no buildx${because}: ${firstLine(version.stderr)}`, {
      hint: `install the plugin: https://github.com/docker/buildx#installing (Debian: docker-buildx)${or}`,
    });
  const inspect = await exec({
    file: 'docker',
    args: ['buildx', 'inspect', '--bootstrap', ...(builder === undefined ? [] : ['--', builder])],
    env,
    signal,
  });
  const found = parseBuilder(inspect.stdout);
  // An engine that does not answer is no failure of "inspect": it says so among the fields.
  if (inspect.code !== 0 || found.platforms.length === 0)
    return error(
      'no-builder',
      `no builder answers: ${inspect.code === 0 ? (/^Error:[ \t]+(.*)$/m.exec(inspect.stdout)?.[1] ?? `"${found.name}" names no platforms`) : firstLine(inspect.stderr)}`,
      { hint: `start the Docker engine, or choose a builder from "docker buildx ls" with --builder${or}` },
    );
  return found;
}

function firstLine(text: string): string {
  return (
    text
      .trim()
      .split('\n', 1)[0]
      ?.replace(/^ERROR: /, '') ?? ''
  );
}
