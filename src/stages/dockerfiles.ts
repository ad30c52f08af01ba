/** Renders all Dockerfiles of a matrix, each with its .dockerignore, and runs lint on them. */

import { dirname, join } from 'node:path';
import { combinationKey } from '../matrix/axes.ts';
import type { Cell } from '../matrix/expand.ts';
import { dockerfilePath } from '../matrix/names.ts';
import { fileName, type Matrix } from '../matrix/parse.ts';
import { collecting, type Problem } from '../problem/problem.ts';
import type { TextFile } from '../text/file.ts';
import { groupBy } from '../text/group.ts';
import type { ValueInputs } from '../values/sources.ts';
import type { Placed } from './decoration.ts';
import { createInspection, ownPlaces } from './inspection.ts';
import { DEFAULT_SYNTAX, renderDockerfile, renderIgnoreFile } from './render.ts';
import type { createStages } from './stages.ts';

export interface DockerfileOptions {
  readonly matrix: Matrix;
  readonly cells: readonly Cell[];
  readonly stages: ReturnType<typeof createStages>;
  readonly inputs: ValueInputs;
}

export interface RenderedDockerfiles {
  /** Dockerfiles and their ignore files, by path below the output folder. */
  readonly files: readonly TextFile[];
  /** Why some of them could not be rendered. */
  readonly problems: readonly Problem[];
  /**
   * Runs lint on them, and on Dockerfiles of the user that are used as they are.
   *
   * @param whole whether these are all images of the matrix, without problems. Only then can a comment be reported that
   *   allows a finding which does not exist: the finding might be in an image that was left out
   */
  readonly findings: (whole: boolean) => readonly Problem[];
}

/** Renders one Dockerfile for each combination of axis values, and one for each image of a target with `file`. */
export function renderDockerfiles({ matrix, cells, stages, inputs }: DockerfileOptions): RenderedDockerfiles {
  const { targets, ignore, syntax } = matrix.file;
  const problems: Problem[] = [];
  const collect = collecting(problems);
  const files: TextFile[] = [];
  /** What lint looks at, run only when findings are asked for: it takes as long as rendering. */
  const looks: ((inspection: ReturnType<typeof createInspection>) => void)[] = [];
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
          // All platforms: the same file is rendered when a run chooses some.
          group.map(({ target, allPlatforms }) => ({ name: target.name, platforms: allPlatforms })),
          first.combination,
        ),
      );
    if (!closure) continue;
    addFile(
      dockerfilePath(first.combination),
      renderDockerfile({ syntax: syntax ?? DEFAULT_SYNTAX, matrix: fileName(matrix), stages: closure }),
    );
    looks.push((inspection) => inspection.stages(closure, group));
  }
  /** Lints a whole Dockerfile of a cell. */
  const look = (
    placed: Placed,
    { target, combination, platforms }: Cell,
    values?: ReadonlySet<string>,
  ): void => {
    const args = collect(() => stages.args(target.name, combination)) ?? {};
    looks.push((inspection) => inspection.dockerfile(placed, { target, platforms, args, values }));
  };
  for (const cell of cells.filter(({ target }) => targets[target.name]?.file !== undefined)) {
    const { target, combination } = cell;
    const rendered = collect(() => stages.placedFile(target.name, combination));
    if (rendered === undefined) continue;
    addFile(dockerfilePath(combination, target.name), rendered.text);
    look(rendered, cell, stages.values(target.name, combination));
  }
  for (const cell of cells) {
    const path = targets[cell.target.name]?.dockerfile;
    const text = path === undefined ? undefined : inputs.files.get(path);
    if (path !== undefined && text !== undefined)
      look(ownPlaces(join(dirname(matrix.source.file.path), path), text), cell);
  }
  return {
    files,
    problems,
    findings: (whole) => {
      const inspection = createInspection(matrix);
      for (const look of looks) look(inspection);
      return inspection.problems(whole);
    },
  };
}
