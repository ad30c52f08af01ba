/** Finds out from its Dockerfile whether an image has a base image at all. */

import { readInstructions } from '../../dockerfile/instructions.ts';
import type { ImageBuild } from '../../plan/image.ts';
import type { Plan } from '../../plan/plan.ts';

interface Stage {
  readonly from: string;
  readonly name?: string | undefined;
}

/**
 * Whether the stages of an image go down to `FROM scratch`, as their Dockerfile says. False where that is not certain:
 * a build argument or a build context could stand for any image.
 */
export function isFromScratch(
  image: ImageBuild,
  { files, verbatim }: Pick<Plan, 'files' | 'verbatim'>,
): boolean {
  const { dockerfile, contexts } = image;
  const text = image.verbatim
    ? verbatim.get(dockerfile)
    : files.find(({ path }) => path === dockerfile)?.text;
  const stages = readInstructions(text ?? '')
    .instructions.filter(({ keyword }) => keyword === 'FROM')
    .map((instruction): Stage => {
      const [from = '', , name] = instruction.text.trim().split(/\s+/);
      return { from: from.toLowerCase(), name: name?.toLowerCase() };
    });
  const named = (name: string, before: number): number =>
    stages.findLastIndex((stage, index) => index < before && stage.name === name);
  const replaced = new Set(Object.keys(contexts).map((name) => name.toLowerCase()));

  const wanted = image.stage?.toLowerCase();
  let at = wanted === undefined ? stages.length - 1 : named(wanted, stages.length);
  for (;;) {
    const stage = stages[at];
    if (stage === undefined || replaced.has(stage.from)) return false;
    if (stage.from === 'scratch') return true;
    // Always an earlier one, so this ends.
    at = /^\d+$/.test(stage.from) ? Math.min(Number(stage.from), at - 1) : named(stage.from, at);
  }
}
