/** Starts the longest engine tests first: two files run at a time, and a long one must not run alone at the end. */

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first. Vitest itself knows how long files take only on machines where they ran before. */
const LONG = [
  'test/engine/shipped.test.ts',
  'test/engine/examples.test.ts',
  'test/engine/publish-faults.test.ts',
  'test/engine/publish-build.test.ts',
];

/** Vitest's own order, but for the files above. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of the sequencer, which gives a new list
    const sorted = await super.sort(files);
    const engine = sorted.filter(({ project }) => project.name === 'engine');
    const long = LONG.flatMap((path) => engine.filter(({ moduleId }) => moduleId.endsWith(path)));
    return [
      ...sorted.filter((file) => !engine.includes(file)),
      ...long,
      ...engine.filter((file) => !long.includes(file)),
    ];
  }
}
