/** The order of the engine's test files, two of which run at a time: the longest begin first, or one is left at the end. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By path, the longest first. Vitest knows how long files take only where they ran before. */
const LONG = ['test/engine/shipped.test.ts', 'test/engine/examples.test.ts'];

/** Vitest's own order, but for the files above. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of Vitest, not of an array
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
