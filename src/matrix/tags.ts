import type { Templates } from '../dockerfile/templates.ts';
import { error, type Place, type Problem } from '../problem.ts';
import { tagProblem } from '../publish/reference.ts';
import type { RunFacts } from './facts.ts';
import type { Cell } from './expand.ts';
import type { Matrix } from './parse.ts';
import { extendContext } from './value-scope.ts';
import { RUN_FACTS } from './values.ts';

/** One tag of one image, without the repository, and the pattern it comes from. */
export interface PlacedTag {
  readonly tag: string;
  readonly place: Place;
}

/** A pattern of the matrix or of the `tags` input. */
interface Pattern {
  readonly text: string;
  readonly place: Place;
}

/** Used where a matrix names no tags: the target, and its version in a release. */
const DEFAULT_PATTERNS = ['{{target}}', '{{target}}-{{version}}'];

/** Text that may stand in a tag: a branch `feat/x` becomes `feat-x`. */
export function tagSafe(text: string): string {
  return text.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[.-]+/, '');
}

/**
 * The tags of one image. A pattern that uses a fact this run does not have (`{{version}}` outside a release) gives none.
 * Every tag is checked against what registries allow.
 */
export function imageTags(
  matrix: Matrix,
  cell: Cell,
  context: Readonly<Record<string, unknown>>,
  facts: RunFacts,
  templates: Templates,
  given?: readonly string[],
): { tags: readonly PlacedTag[]; problems: readonly Problem[] } {
  const known = { ...(facts.version ? { version: tagSafe(facts.version) } : {}), ...(facts.revision ? { revision: facts.revision } : {}), ...(facts.branch ? { branch: tagSafe(facts.branch) } : {}) };
  const tags = new Map<string, PlacedTag>();
  const problems: Problem[] = [];
  const target = matrix.file.targets[cell.target.name];
  const patterns: Pattern[] = patternsOf(matrix, cell.target.name, given);
  if (target?.latest) patterns.push({ text: 'latest', place: matrix.source.at(['targets', cell.target.name, 'latest']) });
  for (const { text, place } of patterns) {
    const used = templates.uses(text);
    if (RUN_FACTS.some((fact) => used.has(fact) && !(fact in known))) continue;
    const tag = templates.expression(text, extendContext(context, known), place);
    const wrong = tagProblem(tag);
    if (wrong === undefined) tags.set(tag, { tag, place });
    else problems.push(error('invalid-tag', wrong, { place }));
  }
  return { tags: [...tags.values()], problems };
}

function patternsOf(matrix: Matrix, target: string, given: readonly string[] | undefined): Pattern[] {
  const { file, source } = matrix;
  if (given && given.length > 0) return given.map((text) => ({ text, place: { file: 'tags', line: 1, column: 1 } }));
  const own = file.targets[target]?.tags;
  if (own) return own.map((text, index) => ({ text, place: source.at(['targets', target, 'tags', index]) }));
  if (file.tags) return file.tags.map((text, index) => ({ text, place: source.at(['tags', index]) }));
  return DEFAULT_PATTERNS.map((text) => ({ text, place: source.atKey(['targets', target]) }));
}
