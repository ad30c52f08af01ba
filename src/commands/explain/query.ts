/** Understands the words after `explain`: `ml 3.13`, `target=ml python=3.13`, an image id. */

import { axisValues } from '../../matrix/axes.ts';
import type { Matrix } from '../../matrix/parse.ts';
import { closest, didYouMean } from '../../yaml/suggest.ts';
import { isVersion } from '../../version/order.ts';
import { error, ProblemsFound, type Problem } from '../../problem/problem.ts';
import type { Candidate, Candidates } from './cells.ts';

/** What `explain` was asked about, as conditions on cells. */
export interface Query {
  readonly target?: string;
  readonly axes: Readonly<Record<string, string>>;
  readonly platform?: string;
}

/**
 * Reads the words after `explain`: an image id, a target, axis values, a platform, in any order, with names
 * (`target=ml python=3.13`) or without (`ml 3.13`). Gives the cells that they mean. Throws `ProblemsFound` for words
 * that are unknown in this matrix.
 */
export function findCells(
  words: readonly string[],
  matrix: Matrix,
  candidates: Candidates,
): { readonly query: Query; readonly cells: readonly Candidate[] } {
  const query = readWords(words, matrix, candidates);
  const target = query.target === undefined ? undefined : candidates.targets.get(query.target);
  const foreign = target ? Object.keys(query.axes).filter((axis) => !target.axes.includes(axis)) : [];
  if (target && foreign.length > 0) {
    const axesText = target.axes.length === 0 ? 'it has no axes' : `its axes are ${target.axes.join(', ')}`;
    throw new ProblemsFound([
      error('not-an-axis-of', `"${target.name}" is not built over ${foreign.join(' and ')}: ${axesText}`, {
        place: matrix.source.atKey(['targets', target.name]),
        hint: `leave ${foreign.join(' and ')} away, or add it to the axes of "${target.name}"`,
      }),
    ]);
  }
  const cells = candidates.all.filter(
    (candidate) =>
      (query.target === undefined || candidate.target.name === query.target) &&
      Object.entries(query.axes).every(([axis, value]) => candidate.combination[axis] === value) &&
      (query.platform === undefined || candidate.target.platforms.includes(query.platform)),
  );
  if (cells.length === 0) {
    const subject = query.target === undefined ? 'no target is' : `"${query.target}" is not`;
    const message =
      query.platform === undefined
        ? 'no target is built over all of these axes together'
        : `${subject} built for ${query.platform}`;
    throw new ProblemsFound([
      error('no-such-cell', message, { hint: 'docker-matrix explain, without a cell, lists every target' }),
    ]);
  }
  return { query, cells };
}

function readWords(words: readonly string[], matrix: Matrix, candidates: Candidates): Query {
  const problems: Problem[] = [];
  const targets = [...candidates.targets.keys()];
  const axes = Object.keys(matrix.file.axes ?? {});
  const platforms = [...new Set([...candidates.targets.values()].flatMap((target) => target.platforms))];
  const read: { target?: string; platform?: string; axes: Record<string, string> } = { axes: {} };
  const take = (key: string, value: string): void => {
    const known = key === 'target' ? read.target : key === 'platform' ? read.platform : read.axes[key];
    if (known !== undefined && known !== value)
      problems.push(
        error('said-twice', `${key} is both "${known}" and "${value}"`, {
          hint: 'a cell has one value of each',
        }),
      );
    else if (key === 'target') read.target = value;
    else if (key === 'platform') read.platform = value;
    else read.axes[key] = value;
  };

  const bare: string[] = [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 1) {
      bare.push(word);
      continue;
    }
    const key = word.slice(0, equals);
    const value = word.slice(equals + 1);
    const allowed =
      key === 'target'
        ? targets
        : key === 'platform'
          ? platforms
          : axes.includes(key)
            ? axisValues(matrix.file, key)
            : undefined;
    if (!allowed)
      problems.push(
        error('unknown-axis', `"${key}" is no axis${didYouMean(key, ['target', 'platform', ...axes])}`),
      );
    else if (!allowed.includes(value))
      problems.push(
        error(
          key === 'target' ? 'unknown-target' : 'unknown-value',
          `"${value}" is no ${key === 'target' || key === 'platform' ? key : `value of the axis ${key}`}` +
            didYouMean(value, allowed),
          { place: axes.includes(key) ? matrix.source.atKey(['axes', key]) : undefined },
        ),
      );
    else take(key, value);
  }
  // Targets come first: the target tells which axes the other words can belong to.
  for (const word of bare) if (targets.includes(word)) take('target', word);
  const likelyAxes =
    (read.target === undefined ? undefined : candidates.targets.get(read.target)?.axes) ?? axes;
  for (const word of bare.filter((text) => !targets.includes(text))) {
    const owners = axes.filter((axis) => axisValues(matrix.file, axis).includes(word));
    const fitting = owners.filter((axis) => likelyAxes.includes(axis) && read.axes[axis] === undefined);
    const [owner] = fitting.length > 0 ? fitting : owners;
    const [candidate] = candidates.all.filter(({ id }) => id === word);
    if (platforms.includes(word)) take('platform', word);
    else if (candidate)
      for (const [key, value] of Object.entries({ target: candidate.target.name, ...candidate.combination }))
        take(key, value);
    else if (fitting.length > 1)
      problems.push(
        error('ambiguous-value', `"${word}" is a value of ${fitting.join(' and ')}`, {
          hint: `say which: ${fitting.map((axis) => `${axis}=${word}`).join(' or ')}`,
        }),
      );
    else if (owner !== undefined) take(owner, word);
    else problems.push(unknownWord(word, targets, matrix, candidates));
  }
  if (problems.length > 0) throw new ProblemsFound(problems);
  return read;
}

function unknownWord(
  word: string,
  targets: readonly string[],
  matrix: Matrix,
  candidates: Candidates,
): Problem {
  const axes = Object.keys(matrix.file.axes ?? {}).map(
    (axis) => `${axis} ${axisValues(matrix.file, axis).join(', ')}`,
  );
  // For an unknown version the hint lists all values: a similar one is not what was meant.
  const suggestion = isVersion(word)
    ? undefined
    : (closest(word, [
        ...targets,
        ...Object.keys(matrix.file.axes ?? {}).flatMap((axis) => axisValues(matrix.file, axis)),
      ]) ??
      closest(
        word,
        candidates.all.map(({ id }) => id),
      ));
  const targetList = isVersion(word) ? '' : `targets: ${targets.join(', ')}; `;
  const axisList = `axis values: ${axes.length === 0 ? 'none' : axes.join('; ')}`;
  return error(
    'unknown-cell',
    `"${word}" is no image, target, axis value or platform of this matrix` +
      (suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`),
    { hint: suggestion === undefined ? `${targetList}${axisList}` : undefined },
  );
}
