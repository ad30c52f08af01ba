import { digestOf } from './content.ts';
import type { Manifest } from './registry.ts';

/** What the deletion of a tag needs of a registry. `remove` gives the status of a DELETE; the others reject with a RegistryError. */
export interface UntagSteps {
  readonly remove: (reference: string) => Promise<number>;
  readonly exists: (reference: string) => Promise<boolean>;
  readonly read: (reference: string) => Promise<Manifest | undefined>;
  /** Under its own digest, or as a tag. */
  readonly put: (reference: string, manifest: Manifest) => Promise<void>;
  /** Never two at once: Distribution 2 goes through all tags when it deletes a manifest, and stumbles over one that changes. */
  readonly alone: <T>(act: () => Promise<T>) => Promise<T>;
}

/** Statuses of registries without deletion of tags: 405 by the specification, 400 from those that expect a digest there. */
export const NO_UNTAG: ReadonlySet<number> = new Set([400, 405, 501]);
const WANTS_DIGEST = 400;
/** How often the stand-in is put and deleted until its tag goes along. */
const REMOVALS = 4;

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/** An empty index that nothing else is: the same for the same tag, so that one which was left by a kill is known again. */
export function placeholder(path: string, tag: string): Manifest {
  const body = new TextEncoder().encode(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: INDEX_TYPE,
      manifests: [],
      annotations: { 'io.docker-matrix.removed-tag': `${path}:${tag}` },
    }),
  );
  return { digest: digestOf(body, 'sha256'), mediaType: INDEX_TYPE, body };
}

/**
 * Removes a tag and nothing else. A registry that deletes manifests but no tags (Distribution 2, which answers 400) gets the
 * tag moved to a manifest of its own, which is then deleted and takes the tag along. Whether it deletes manifests is
 * tried first, with that manifest and no tag.
 */
export async function untag(
  path: string,
  tag: string,
  steps: UntagSteps,
): Promise<'deleted' | 'unsupported'> {
  const status = await steps.remove(tag);
  // 404 is both "no such tag" and, from some registries, "no such method".
  if (status === 404) return (await steps.exists(tag)) ? 'unsupported' : 'deleted';
  if (!NO_UNTAG.has(status)) return 'deleted';
  return status === WANTS_DIGEST
    ? steps.alone(() => replaceAndRemove(tag, placeholder(path, tag), steps))
    : 'unsupported';
}

async function replaceAndRemove(
  tag: string,
  stand: Manifest,
  { remove, read, put }: UntagSteps,
): Promise<'deleted' | 'unsupported'> {
  await put(stand.digest, stand);
  // 404: a try whose answer got lost has removed it.
  if (NO_UNTAG.has(await remove(stand.digest))) return 'unsupported';
  const before = await read(tag);
  if (!before) return 'deleted';
  try {
    for (let tries = 1; tries <= REMOVALS; tries += 1) {
      await put(tag, stand);
      // After a 404 the tag would still be listed, though it leads nowhere: the manifest went in a try that stumbled before the tag.
      if ((await remove(stand.digest)) !== 404) break;
    }
  } catch (cause) {
    // A tag that stays should lead to an image, not to the stand-in; one that is gone is to stay so, and unknown is no reason to write.
    const now = await read(tag).catch(() => undefined);
    if (now?.digest === stand.digest) await put(tag, before).catch(() => {});
    throw cause;
  }
  const after = await read(tag);
  if (!after) return 'deleted';
  if (after.digest === stand.digest) await put(tag, before);
  return 'unsupported';
}
