/** Fills in texts of the matrix that may use facts of the run: labels, build arguments and tests. */

import { RUN_FACTS } from '../matrix/names.ts';
import type { Place } from '../problem/problem.ts';
import type { RunFacts } from './run-facts.ts';
import type { Templates } from '../template/templates.ts';
import { extendContext } from '../values/scope.ts';

type Facts = Readonly<Record<(typeof RUN_FACTS)[number], string>>;

/** Stand in for facts that a run lacks, so that what is wrong with a text is found in every run. */
const SAMPLES: Facts = { version: '0.0.0', revision: '0'.repeat(40), branch: 'main' };

/** How texts are filled in for one run. */
export interface RunTexts {
  /** The facts of the run that a text uses. Empty for a text that is the same in every run. */
  readonly factsIn: (written: string) => readonly string[];
  /** Whether the run has all facts that these texts use. What uses another fact is left out, as a tag is. */
  readonly hasFactsOf: (written: readonly string[]) => boolean;
  /**
   * The text with the values of the image and the facts of the run. Facts that the run lacks have the value of a
   * sample, so a caller asks `hasFactsOf` before it uses the text. Throws `ProblemsFound`.
   */
  readonly fill: (written: string, context: Readonly<Record<string, unknown>>, place: Place) => string;
}

/** Makes the functions for one run. */
export function createRunTexts(facts: RunFacts, templates: Templates): RunTexts {
  const known = Object.fromEntries(RUN_FACTS.flatMap((fact) => (facts[fact] ? [[fact, facts[fact]]] : [])));
  const factsIn = (written: string): readonly string[] => {
    if (!written.includes('{{')) return [];
    const used = templates.uses(written);
    return RUN_FACTS.filter((fact) => used.has(fact));
  };
  return {
    factsIn,
    hasFactsOf: (written) => written.flatMap(factsIn).every((fact) => fact in known),
    fill: (written, context, place) =>
      templates.expression(
        written,
        factsIn(written).length === 0 ? context : extendContext(context, { ...SAMPLES, ...known }),
        place,
      ),
  };
}
