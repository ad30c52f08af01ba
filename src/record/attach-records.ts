/** Attaches to every built image a record of what it was built from. */

import pLimit from 'p-limit';
import type { BuiltImage } from '../bake/bake-image.ts';
import type { Gated } from '../gates/run-gates.ts';
import { error, type Problem } from '../problem/problem.ts';
import { attach } from '../registry/attach.ts';
import type { Registry } from '../registry/registry.ts';
import { recordArtifact } from './artifact.ts';
import { imageRecord, type RecordSource } from './image-index.ts';
import { reasonOf } from '../text/reason.ts';

/** Attaches its record to every image, in the repository it was pushed to. After a failure nothing is published. */
export async function attachRecords(
  built: readonly BuiltImage[],
  gated: Gated,
  source: RecordSource,
  registry: Registry,
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal },
): Promise<readonly Problem[]> {
  const problems = await pLimit(concurrency).map(
    built,
    async ({ image, candidate }): Promise<readonly Problem[]> => {
      try {
        const subject = await registry.resolve(image.repository, candidate.digest, signal);
        if (!subject)
          return [
            error(
              'record-not-attached',
              `${image.repository}@${candidate.digest} is not in the registry any more`,
              { hint: 'build it again' },
            ),
          ];
        await attach(
          recordArtifact(imageRecord(image, candidate, gated.about(image), source), subject),
          image.repository,
          registry,
          signal,
        );
        return [];
      } catch (cause) {
        return [
          error(
            'record-not-attached',
            `the record of image "${image.id}" was not attached: ${reasonOf(cause)}`,
          ),
        ];
      }
    },
  );
  return problems.flat();
}
