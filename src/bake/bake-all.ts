import pLimit from 'p-limit';
import type { Host } from '../effects/host.ts';
import { ProblemsFound } from '../problem/problem.ts';
import { bakeImage, type BakedImage, type BakeTask, type BuiltImage } from './bake-image.ts';
import { loadedReference } from './candidate.ts';
import { layoutFolder } from './run-attributes.ts';

/**
 * Builds every image, a few at a time. One that takes another image of the plan as a build context waits for it, and
 * gets it by digest from where it was put, so that both see the very same bytes.
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
    const known = started.get(id);
    if (known) return known;
    const image = byId.get(id);
    if (!image) throw new Error(`no image "${id}"`);
    const result = (async (): Promise<BakedImage> => {
      const contexts: Record<string, string> = {};
      for (const [name, context] of Object.entries(image.contexts)) {
        if (context.kind === 'written') contexts[name] = context.text;
        else {
          // Waiting happens outside of the limit: it must not keep the awaited image from its place.
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
      // A file that cannot be written is one image's failure: the others are not left to themselves.
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

/** https://docs.docker.com/reference/cli/docker/buildx/build/#build-context */
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
