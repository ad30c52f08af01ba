/** Keeps rolling tags from going back to the image of an older commit. */

import type { CommitOrder } from '../effects/host.ts';
import type { Manifest } from '../registry/registry.ts';
import { REVISION_LABEL } from './immutable.ts';

/** What a publication knows of the order of commits. */
export interface TagOrder {
  /** The commit that this run publishes. */
  readonly revision: string;
  /** How this run's commit stands to another one. Each commit is asked for once. */
  readonly compareWith: (other: string) => Promise<CommitOrder>;
}

/** Makes the order for one publication. */
export function createTagOrder(
  revision: string,
  compare: (revision: string, other: string) => Promise<CommitOrder>,
): TagOrder {
  const asked = new Map<string, Promise<CommitOrder>>();
  return {
    revision,
    compareWith: (other) => {
      const order = asked.get(other) ?? compare(revision, other);
      asked.set(other, order);
      return order;
    },
  };
}

/**
 * The commit that an image was built from, by the annotation that we write on the index, or on the manifest where there
 * is no index. Labels say nothing here: an image inherits those of its base.
 */
export function revisionOf({ body }: Pick<Manifest, 'body'>): string | undefined {
  try {
    const { annotations } = JSON.parse(new TextDecoder().decode(body)) as {
      readonly annotations?: Readonly<Record<string, unknown>>;
    };
    const revision = annotations?.[REVISION_LABEL];
    return typeof revision === 'string' && /^[0-9a-f]{40,64}$/.test(revision) ? revision : undefined;
  } catch {
    return undefined;
  }
}
