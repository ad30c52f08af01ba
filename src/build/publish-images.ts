import type { Host } from '../host/host.ts';
import { error, type Problem } from '../problem.ts';
import { publishTags, type PublishOutcome } from '../publish/publish.ts';
import type { Registry } from '../publish/registry.ts';
import type { Request } from '../request.ts';
import type { BuiltImage } from './gates.ts';

/** Moves the tags of every built image, all or none. */
export async function publishImages(built: readonly BuiltImage[], request: Request, registry: Registry, host: Host): Promise<PublishOutcome> {
  const close = host.group('Publish');
  const outcome = await publishTags(
    built.map(({ image, candidate }) => ({ image: image.id, repository: image.repository, digest: candidate.digest, tags: image.tags.map((reference) => reference.slice(image.repository.length + 1)) })),
    registry,
    { concurrency: request.build.concurrency * 2, signal: host.signal },
  );
  if (outcome.kind === 'published') for (const { reference, digest } of [...outcome.moved, ...outcome.unchanged]) host.say(`${reference} → ${digest}`);
  close();
  return outcome;
}

/** Why nothing was published, and what could not be put back. */
export function publishProblems(outcome: PublishOutcome | undefined): readonly Problem[] {
  if (outcome?.kind !== 'rolled-back') return [];
  return [
    ...outcome.failures.map(({ reference, reason }) => error('publish-failed', `${reference} was not published: ${reason}`, { hint: outcome.restored.length === 0 ? undefined : `put back where they were: ${outcome.restored.map((tag) => tag.reference).join(', ')}` })),
    ...outcome.left.map(({ reference, digest, reason }) => error('publish-left', `${reference} points to ${digest} and could not be put back: ${reason}`, { hint: 'remove the tag by hand, or run again' })),
    ...(outcome.cancelled ? [error('cancelled', 'cancelled while publishing; every tag is back where it was, but for those named')] : []),
  ];
}
