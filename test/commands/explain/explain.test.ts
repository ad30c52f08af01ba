import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../../src/commands/explain/cells.ts';
import { explain } from '../../../src/commands/explain/explain.ts';
import { expand } from '../../../src/matrix/expand.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import { references } from '../../../src/plan/image.ts';
import { plan } from '../../../src/plan/plan.ts';
import { ProblemsFound } from '../../../src/problem/problem.ts';
import { openWorkspace } from '../../../src/plan/workspace.ts';
import { fixtureNames, withCopy } from '../../rig/fixtures.ts';
import { transcript, TRANSCRIPT_FILES } from '../../rig/transcript.ts';

/** Each folder is a project; commands.txt holds questions, expected.txt the transcript (UPDATE=1 rewrites it). */
const ask = { facts: NO_RUN, overrides: {} };

describe.each(fixtureNames(import.meta.dirname))('%s', (name) => {
  const folder = join(import.meta.dirname, name);

  it('is explained like this', async () => {
    await withCopy(folder, TRANSCRIPT_FILES, async (copy) => {
      const { actual, expected } = await transcript(folder, copy);
      expect(actual).toBe(expected);
    });
  });

  it('gives every cell the fate that its rules add up to', async () => {
    const workspace = await openWorkspace(join(folder, 'matrix.yaml'));
    for (const candidate of candidatesOf(expand(workspace.matrix)).all) {
      const explanation = explain(workspace, {
        words: [
          `target=${candidate.target.name}`,
          ...Object.entries(candidate.combination).map(([axis, value]) => `${axis}=${value}`),
        ],
        ...ask,
      });
      if (explanation.kind !== 'cell') throw new Error(`${candidate.id} is ${explanation.kind}`);
      const { cell } = explanation;
      const taken = cell.rules
        .filter(({ effect, rescuedBy }) => effect === 'takes-away' && !rescuedBy)
        .flatMap(({ platforms }) => platforms ?? candidate.target.platforms);
      const left = candidate.target.platforms.filter(
        (platform) =>
          !taken.includes(platform) &&
          (cell.parent === undefined || (cell.parent.exists && cell.parent.platforms.includes(platform))),
      );
      expect({ id: cell.id, platforms: cell.platforms.left, exists: cell.exists }).toEqual({
        id: candidate.id,
        platforms: left,
        exists: left.length > 0,
      });
    }
  });

  it('names the tags, arguments and Dockerfile of the plan', async () => {
    const workspace = await openWorkspace(join(folder, 'matrix.yaml'));
    const { images } = plan(workspace.matrix, workspace.templates, {
      facts: NO_RUN,
      inputs: workspace.inputs,
    });
    for (const image of images) {
      const explanation = explain(workspace, { words: [image.id], ...ask });
      // A target without axes has the name of its only image.
      const found = explanation.kind === 'cell' ? explanation.cell.image : undefined;
      expect([found?.dockerfile, found?.args, found?.tags.flatMap(({ tag }) => tag ?? [])]).toEqual([
        image.dockerfile,
        image.args,
        references(image),
      ]);
    }
  });

  it('says of words that mean nothing what is allowed', async () => {
    const workspace = await openWorkspace(join(folder, 'matrix.yaml'));
    for (const word of [
      '',
      ' ',
      '=',
      'x=',
      '=x',
      '--',
      '__proto__',
      'constructor',
      '9.9.9',
      'target=',
      '{{x}}',
      '\u0000',
    ]) {
      expect(() => explain(workspace, { words: [word], ...ask })).toThrow(ProblemsFound);
    }
  });
});
