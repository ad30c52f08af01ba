import { dirname, join } from 'node:path';
import { combinationKey } from '../matrix/axes.ts';
import type { Cell } from '../matrix/expand.ts';
import { dockerfilePath } from '../matrix/names.ts';
import { fileName, type Matrix } from '../matrix/parse.ts';
import type { Problem } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { groupBy } from '../text/group.ts';
import type { ValueInputs } from '../values/sources.ts';
import { createInspection, ownPlaces } from './inspection.ts';
import { DEFAULT_SYNTAX, renderDockerfile, renderIgnoreFile } from './render.ts';
import type { createStages } from './stages.ts';

export interface DockerfileOptions {
  readonly matrix: Matrix;
  readonly cells: readonly Cell[];
  readonly stages: ReturnType<typeof createStages>;
  readonly inputs: ValueInputs;
  /** Whether to lint what is rendered, and Dockerfiles that are used as they are. */
  readonly lint: boolean;
}

export interface RenderedDockerfiles {
  /** Dockerfiles and their ignore files, by path below the output folder. */
  readonly files: readonly TextFile[];
  /** What lint found; `whole` when every image was looked at without a problem. */
  readonly findings: (whole: boolean) => readonly Problem[];
}

/**
 * One Dockerfile for each combination, and one for each image of a whole-file template.
 *
 * @param collect runs a step, and keeps the problems that it throws: one that fails does not hide the others'
 */
export function renderDockerfiles(
  { matrix, cells, stages, inputs, lint }: DockerfileOptions,
  collect: <T>(step: () => T) => T | undefined,
): RenderedDockerfiles {
  const { targets, ignore, syntax } = matrix.file;
  const inspection = createInspection(matrix);
  const files: TextFile[] = [];
  const addFile = (path: string, text: string): void => {
    files.push({ path, text });
    if (ignore)
      files.push({ path: `${path}.dockerignore`, text: renderIgnoreFile(ignore, fileName(matrix)) });
  };
  for (const group of groupBy(
    cells.filter(({ target }) => targets[target.name]?.from !== undefined),
    ({ combination }) => combinationKey(combination),
  ).values()) {
    const [first] = group;
    for (const { target, combination } of group) collect(() => stages.stage(target.name, combination));
    const closure =
      first &&
      collect(() =>
        stages.closure(
          group.map(({ target }) => target.name),
          first.combination,
        ),
      );
    if (!closure) continue;
    addFile(
      dockerfilePath(first.combination),
      renderDockerfile({ syntax: syntax ?? DEFAULT_SYNTAX, matrix: fileName(matrix), stages: closure }),
    );
    if (lint) inspection.stages(closure, group);
  }
  for (const { target, combination, platforms } of cells.filter(
    ({ target }) => targets[target.name]?.file !== undefined,
  )) {
    const rendered = collect(() => stages.placedFile(target.name, combination));
    if (rendered === undefined) continue;
    addFile(dockerfilePath(combination, target.name), rendered.text);
    if (lint) inspection.dockerfile(rendered, platforms);
  }
  for (const { target, platforms } of lint ? cells : []) {
    const path = targets[target.name]?.dockerfile;
    const text = path === undefined ? undefined : inputs.files.get(path);
    if (path !== undefined && text !== undefined)
      inspection.dockerfile(ownPlaces(join(dirname(matrix.source.file.path), path), text), platforms);
  }
  return { files, findings: (whole) => inspection.problems(whole) };
}
