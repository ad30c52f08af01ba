/** Writes the text of a rendered Dockerfile and of its .dockerignore. */

import { dockerfileQuote } from '../template/helpers/quoting.ts';
import { globalArguments, type RenderedStage } from './stages.ts';

/** The frontend of rendered Dockerfiles. Cache mounts, heredocs and `COPY --link` need version 1.4 or newer. */
export const DEFAULT_SYNTAX = 'docker/dockerfile:1';

export interface DockerfileParts {
  /** Image reference for the `# syntax` line, or false for none. */
  readonly syntax: string | false;
  /** Path of the matrix, for the header. */
  readonly matrix: string;
  readonly stages: readonly RenderedStage[];
}

/** The text of one Dockerfile. `# syntax` must be its first line (Dockerfile reference, "Parser directives"). */
export function renderDockerfile(parts: DockerfileParts): string {
  const header = [
    ...(parts.syntax === false ? [] : [`# syntax=${parts.syntax}`]),
    `# Made by docker-matrix from ${parts.matrix}: edit that or the templates, then run "docker-matrix render".`,
  ];
  const args = Object.entries(globalArguments(parts.stages)).map(
    ([name, value]) => `ARG ${name}${value === undefined ? '' : `=${dockerfileQuote(value)}`}\n`,
  );
  const stages = parts.stages.map(
    (stage) =>
      `# ${stage.template}:1-${stage.templateLines}\n` +
      `FROM ${stage.from} AS ${stage.name}\n` +
      `${stage.body}${stage.body === '' ? '' : '\n'}`,
  );
  return [`${header.join('\n')}\n`, ...(args.length === 0 ? [] : [args.join('')]), ...stages].join('\n');
}

/** The text of `NAME.dockerignore`, which BuildKit takes for this Dockerfile instead of the context's .dockerignore. */
export function renderIgnoreFile(patterns: readonly string[], matrix: string): string {
  return [`# Made by docker-matrix from ${matrix}.`, ...patterns, ''].join('\n');
}
