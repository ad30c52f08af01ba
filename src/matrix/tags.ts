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

/** What one pattern gives for one image: a tag, or none for want of facts of the run. */
export type PatternResult = Pattern & ({ readonly tag: string } | { readonly missing: readonly string[] });

/** Every pattern that applies to a cell, with what it gives. */
export function patternResults(matrix: Matrix, cell: Cell, context: Readonly<Record<string, unknown>>, facts: RunFacts, templates: Templates, given?: readonly string[]): readonly PatternResult[] {
  const known = { ...(facts.version ? { version: tagSafe(facts.version) } : {}), ...(facts.revision ? { revision: facts.revision } : {}), ...(facts.branch ? { branch: tagSafe(facts.branch) } : {}) };
  const patterns = patternsOf(matrix, cell.target.name, given);
  // Whoever gives tags for one run gives all of them.
  if (matrix.file.targets[cell.target.name]?.latest && !given?.length) patterns.push({ text: 'latest', place: matrix.source.at(['targets', cell.target.name, 'latest']) });
  return patterns.map((pattern) => {
    const used = templates.uses(pattern.text);
    const missing = RUN_FACTS.filter((fact) => used.has(fact) && !(fact in known));
    return missing.length > 0 ? { ...pattern, missing } : { ...pattern, tag: templates.expression(pattern.text, extendContext(context, known), pattern.place) };
  });
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
  const tags = new Map<string, PlacedTag>();
  const problems: Problem[] = [];
  for (const result of patternResults(matrix, cell, context, facts, templates, given)) {
    if (!('tag' in result)) continue;
    const { tag, place } = result;
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
