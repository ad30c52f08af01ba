/** Removes a tag from a registry without removing the image, also where the registry cannot do that. */

import { digestOf } from './content.ts';
import type { Manifest } from './registry.ts';

/**
 * What removing a tag needs of a registry. `remove` gives the status of a DELETE; the others reject with a
 * RegistryError.
 */
export interface UntagSteps {
  readonly remove: (reference: string) => Promise<number>;
  readonly exists: (reference: string) => Promise<boolean>;
  readonly read: (reference: string) => Promise<Manifest | undefined>;
  /** Stores a manifest under its digest or under a tag. */
  readonly put: (reference: string, manifest: Manifest) => Promise<void>;
  /**
   * Runs one at a time: Distribution 2 goes through all tags when it deletes a manifest, and fails when one of them
   * changes meanwhile.
   */
  readonly alone: <T>(act: () => Promise<T>) => Promise<T>;
}

/** Answers of registries that cannot delete tags: 405 by the specification, 400 where a digest is expected. */
export const NO_UNTAG: ReadonlySet<number> = new Set([400, 405, 501]);
const WANTS_DIGEST = 400;
/** How often the placeholder is stored and deleted until its tag is deleted with it. */
const REMOVALS = 4;

const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

/**
 * An empty index that replaces a tag's image before both are deleted. It is unique to the tag, and the same each time,
 * so that one which a killed run left behind is recognised.
 */
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
 * Removes a tag and nothing else. Some registries delete manifests but no tags (Distribution 2, which answers 400).
 * There the tag is moved to a placeholder, which is then deleted, and its tag with it. Whether the registry deletes
 * manifests is tried first, with the placeholder and no tag.
 */
export async function untag(
  path: string,
  tag: string,
  steps: UntagSteps,
): Promise<'deleted' | 'unsupported'> {
  const status = await steps.remove(tag);
  // 404 means "no such tag" or, from some registries, "no such method".
  if (status === 404) return (await steps.exists(tag)) ? 'unsupported' : 'deleted';
  if (!NO_UNTAG.has(status)) return 'deleted';
  return status === WANTS_DIGEST
    ? steps.alone(() => replaceAndRemove(tag, placeholder(path, tag), steps))
    : 'unsupported';
}

async function replaceAndRemove(
  tag: string,
  placeholderManifest: Manifest,
  { remove, read, put }: UntagSteps,
): Promise<'deleted' | 'unsupported'> {
  await put(placeholderManifest.digest, placeholderManifest);
  // A 404 is fine: an earlier try, whose answer got lost, removed it.
  if (NO_UNTAG.has(await remove(placeholderManifest.digest))) return 'unsupported';
  const before = await read(tag);
  if (!before) return 'deleted';
  try {
    for (let tries = 1; tries <= REMOVALS; tries += 1) {
      await put(tag, placeholderManifest);
      // After a 404 the tag is still listed, though it points at nothing: an earlier try deleted the manifest and
      // failed before the tag.
      if ((await remove(placeholderManifest.digest)) !== 404) break;
    }
  } catch (cause) {
    // A tag that stays must point at its image again, not at the placeholder. A tag that is gone stays gone. Where
    // the registry does not tell, nothing is written.
    const now = await read(tag).catch(() => undefined);
    if (now?.digest === placeholderManifest.digest) await put(tag, before).catch(() => {});
    throw cause;
  }
  const after = await read(tag);
  if (!after) return 'deleted';
  if (after.digest === placeholderManifest.digest) await put(tag, before);
  return 'unsupported';
}
