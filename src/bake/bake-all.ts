/** Builds all images of the plan, several at once, each after the images that it takes files from. */

import pLimit from 'p-limit';
import type { Host } from '../effects/host.ts';
import { ProblemsFound } from '../problem/problem.ts';
import { bakeImage, type BakedImage, type BakeTask, type BuiltImage } from './bake-image.ts';
import { loadedReference } from './candidate.ts';
import { layoutFolder } from './run-attributes.ts';

/**
 * Builds every image, a few at a time. An image with another image of the plan as a build context waits for it, and
 * gets it by digest, so that it builds on exactly the bytes that were built.
 */
export async function bakeAll(
  {
    job,
    settings,
    registry,
    onBuilt,
  }: Omit<BakeTask, 'image' | 'contexts'> & { readonly onBuilt?: (image: BakedImage) => Promise<void> },
  host: Host,
): Promise<readonly BakedImage[]> {
  const limit = pLimit(job.request.build.concurrency);
  const started = new Map<string, Promise<BakedImage>>();
  const byId = new Map(job.plan.images.map((image) => [image.id, image]));

  const bake = (id: string): Promise<BakedImage> => {
    const running = started.get(id);
    if (running) return running;
    const image = byId.get(id);
    if (!image) throw new Error(`no image "${id}"`);
    const result = (async (): Promise<BakedImage> => {
      const contexts: Record<string, string> = {};
      for (const [name, context] of Object.entries(image.contexts)) {
        if (context.kind === 'written') contexts[name] = context.text;
        else {
          // This waits outside of the limit: otherwise the images that wait could keep the awaited one from starting.
          const built = await bake(context.id);
          if (built.kind !== 'built')
            return {
              kind: 'failed',
              image,
              steps: { total: 0, cached: 0 },
              seconds: 0,
              message: `the image "${context.id}", which it takes files from, was not built`,
              log: [],
            };
          contexts[name] = contextOf(built, settings);
        }
      }
      // A file that cannot be written is the failure of one image. The others go on.
      const baked = await limit(() => bakeImage({ image, job, settings, registry, contexts }, host)).catch(
        (cause: unknown): BakedImage => {
          if (!(cause instanceof ProblemsFound)) throw cause;
          return {
            kind: 'failed',
            image,
            steps: { total: 0, cached: 0 },
            seconds: 0,
            message: cause.problems.map(({ message }) => message).join('; '),
            log: [],
          };
        },
      );
      await onBuilt?.(baked);
      return baked;
    })();
    started.set(id, result);
    return result;
  };
  return Promise.all(job.plan.images.map(({ id }) => bake(id)));
}

/**
 * A built image as a build context of another one.
 * https://docs.docker.com/reference/cli/docker/buildx/build/#build-context
 */
export function contextOf({ image, candidate }: BuiltImage, settings: BakeTask['settings']): string {
  switch (settings.destination) {
    case 'push':
      return `docker-image://${image.repository}@${candidate.digest}`;
    case 'load':
      return `docker-image://${loadedReference(image, candidate)}`;
    case 'layout':
      return `oci-layout://${layoutFolder(image, settings)}@${candidate.digest}`;
  }
}
