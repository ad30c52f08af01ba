/** `docker-matrix explain`: says why an image exists or not, and where its values come from. */

import { compileRules } from '../../matrix/expand.ts';
import { withRunOverrides, type RunFacts } from '../../tags/run-facts.ts';
import { reference } from '../../plan/image.ts';
import { planImages } from '../../plan/plan.ts';
import { createTagger } from '../../tags/tags.ts';
import { splitOverrides, type Overrides } from '../../values/overrides.ts';
import { error, ProblemsFound, type Place } from '../../problem/problem.ts';
import type { Workspace } from '../../plan/workspace.ts';
import { candidatesOf, type Candidate, type Candidates } from './cells.ts';
import type { CellExplanation, CellLine, Explanation, ImageExplanation } from './explanation.ts';
import type { Model } from '../../plan/model.ts';
import { overview } from './overview.ts';
import { findCells } from './query.ts';
import { judgeCell } from './rules.ts';
import { traceValues } from '../../values/trace.ts';
import type { Command } from '../command/command.ts';
import { withReleases } from '../command/run-plan.ts';
import { explanationText } from './text.ts';

/** What is to be explained. */
export interface ExplainRequest {
  /** Path of the matrix. */
  readonly matrix: string;
  /** The cell to explain; everything when empty. */
  readonly words: readonly string[];
  readonly facts: RunFacts;
  readonly overrides: Overrides;
}

/** The command `explain`. */
export const command: Command<ExplainRequest, Explanation> = {
  run: async (request, host, open) => {
    const workspace = await open(request.matrix);
    return explain(workspace, { ...request, facts: await withReleases(request, workspace, host, []) });
  },
  text: explanationText,
  json: (explanation) => explanation,
};

type Question = Omit<ExplainRequest, 'matrix'>;

/** Explains the cell that the words name, lists several, or gives an overview when there are no words. */
export function explain({ modelOf }: Pick<Workspace, 'modelOf'>, request: Question): Explanation {
  const model = modelOf(request.overrides);
  const candidates = candidatesOf(model.expansion);
  if (request.words.length === 0) return overview(model, candidates);
  const { query, cells } = findCells(request.words, model.matrix, candidates);
  const [cell] = cells;
  if (cells.length === 1 && cell)
    return { kind: 'cell', cell: explainCell(cell, query.platform, { model, candidates, request }) };
  return { kind: 'cells', asked: request.words.join(' '), cells: cells.map(cellLine) };
}

function cellLine({ id, target, fate }: Candidate): CellLine {
  return fate.kind === 'image'
    ? { id, exists: true, platforms: fate.cell.platforms }
    : { id, exists: false, platforms: target.platforms, because: fate.by.because, place: fate.by.place };
}

/** What a cell is explained with. */
interface Scene {
  readonly model: Model;
  readonly candidates: Candidates;
  readonly request: Question;
}

function explainCell(candidate: Candidate, platform: string | undefined, scene: Scene): CellExplanation {
  const { model, candidates } = scene;
  const { matrix } = model;
  const { id, target, combination, fate } = candidate;
  const parent = candidates.parentOf(candidate);
  const { rules } = compileRules(matrix);
  const parentLine = parent && cellLine(parent);
  const removed = model.expansion.excluded.flatMap((entry) =>
    entry.target === target.name && entry.platforms && sameCombination(entry.combination, combination)
      ? [{ platforms: entry.platforms, because: entry.because, place: entry.place }]
      : [],
  );
  const parentLacks =
    parent?.fate.kind === 'image'
      ? target.platforms.filter(
          (name) => parent.fate.kind === 'image' && !parent.fate.cell.platforms.includes(name),
        )
      : [];
  return {
    id,
    exists: fate.kind === 'image',
    target: { name: target.name, place: matrix.source.atKey(['targets', target.name]) },
    axes: target.axes.map((axis) => ({
      axis,
      value: combination[axis] ?? '',
      place: axisPlace(model, axis, combination[axis] ?? ''),
      ...axisOrigin(model, target.name, axis),
    })),
    platforms: {
      ...(platform === undefined ? {} : { asked: platform }),
      left: fate.kind === 'image' ? fate.cell.platforms : [],
      ...platformOrigin(model, target.name),
      removed: [
        ...removed,
        ...(parentLacks.length > 0 && parent
          ? [
              {
                platforms: parentLacks,
                because: `its parent ${parent.id} is not built for it`,
                place: matrix.source.at(['targets', target.name, 'from']),
              },
            ]
          : []),
      ],
    },
    ...(fate.kind === 'excluded' ? { excluded: { because: fate.by.because, place: fate.by.place } } : {}),
    ...(parentLine ? { parent: parentLine } : {}),
    rules: judgeCell(matrix, rules, { target: target.name, combination, platforms: target.platforms }),
    ...(fate.kind === 'image' ? { image: explainImage(candidate, scene) } : {}),
  };
}

function explainImage(
  { id, target, combination, fate }: Candidate,
  { model, request }: Scene,
): ImageExplanation {
  const { matrix, templates } = model;
  const { overrides } = request;
  // Only this image is planned, so that problems of other images do not matter.
  const image = planImages(model, { facts: request.facts, overrides, targets: [id] }).images.find(
    (planned) => planned.id === id,
  );
  if (!image || fate.kind !== 'image')
    throw new ProblemsFound([error('no-such-cell', `"${id}" has no plan`)]);
  const scope = model.scopeOf(target.name, combination);
  const stages = model.stagesOf(target.name, combination);
  const values = traceValues(matrix, target.name, combination, scope);
  const targetValues = new Map(values.map((value) => [value.name, value.value]));
  const declared = matrix.file.targets[target.name];
  const facts = withRunOverrides(request.facts, splitOverrides(overrides).facts);
  return {
    dockerfile: image.dockerfile,
    dockerfileKind: image.verbatim
      ? 'verbatim'
      : declared?.file === undefined
        ? 'stages'
        : 'whole-file template',
    stages: stages.map(({ name, from, template, needs }) => ({ name, from, template, needs })),
    tags: (image.output === 'local'
      ? []
      : createTagger({ matrix, cells: model.expansion.cells, facts, templates }).results(
          fate.cell,
          scope.context,
        )
    ).map((result) => ({
      pattern: result.text,
      place: result.place,
      ...('tag' in result
        ? { tag: reference(image, { name: result.tag }) }
        : { none: 'none' in result ? result.none : result.problem.message }),
    })),
    args: image.args,
    values,
    stageValues: stages
      .filter(({ key }) => key !== target.name)
      .map(({ key }) => {
        const stageAxes = model.expansion.targets.get(key)?.axes;
        const stageCombination =
          stageAxes === undefined
            ? combination
            : Object.fromEntries(stageAxes.map((axis) => [axis, combination[axis] ?? '']));
        return {
          stage: key,
          values: traceValues(matrix, key, stageCombination, model.scopeOf(key, stageCombination)).filter(
            ({ name, value }) => targetValues.get(name) !== value,
          ),
        };
      })
      .filter(({ values: differing }) => differing.length > 0),
  };
}

/** Where a value of an axis is written. */
function axisPlace({ matrix }: Model, axis: string, value: string): Place {
  const declared = matrix.file.axes?.[axis];
  return Array.isArray(declared)
    ? matrix.source.at(['axes', axis, (declared as readonly string[]).indexOf(value)])
    : matrix.source.atKey(['axes', axis, value]);
}

/** Why a target has an axis: named by itself, inherited, or by default. */
function axisOrigin(model: Model, target: string, axis: string): { from: string; fromPlace: Place } {
  const { matrix, expansion } = model;
  const declared = matrix.file.targets[target];
  const index = declared?.axes?.indexOf(axis) ?? -1;
  if (index >= 0)
    return { from: `axes of ${target}`, fromPlace: matrix.source.at(['targets', target, 'axes', index]) };
  const parent = expansion.targets.get(target)?.parent;
  if (parent !== undefined && expansion.targets.get(parent)?.axes.includes(axis))
    return { from: `inherited from ${parent}`, fromPlace: axisOrigin(model, parent, axis).fromPlace };
  return {
    from: 'every axis, because the target names none',
    fromPlace: matrix.source.atKey(['targets', target]),
  };
}

/** Where the platforms of a target come from. */
function platformOrigin(model: Model, target: string): { from: string; fromPlace?: Place } {
  const { matrix, expansion } = model;
  if (matrix.file.targets[target]?.platforms)
    return {
      from: `platforms of ${target}`,
      fromPlace: matrix.source.atKey(['targets', target, 'platforms']),
    };
  const parent = expansion.targets.get(target)?.parent;
  if (parent !== undefined) {
    const { from, fromPlace } = platformOrigin(model, parent);
    return {
      from: from.startsWith('platforms of ') ? `inherited from ${from.slice('platforms of '.length)}` : from,
      ...(fromPlace ? { fromPlace } : {}),
    };
  }
  return matrix.file.platforms
    ? { from: 'platforms of the matrix', fromPlace: matrix.source.atKey(['platforms']) }
    : { from: 'the default, because the matrix names none' };
}

function sameCombination(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  return (
    Object.keys(a).length === Object.keys(b).length &&
    Object.entries(a).every(([axis, value]) => b[axis] === value)
  );
}
