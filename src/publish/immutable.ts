/** Checks before a build that no tag which must never move (`immutable`) is taken already. */

import pLimit from 'p-limit';
import { error, type Place, type Problem } from '../problem/problem.ts';
import { RegistryError } from '../registry/registry-error.ts';
import type { Registry } from '../registry/registry.ts';

/** Which commit an image was built from. https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md */
export const REVISION_LABEL = 'org.opencontainers.image.revision';

/** A tag that never moves, and the commit that this run builds under it. */
export interface ImmutableTag {
  readonly repository: string;
  readonly tag: string;
  readonly revision: string | undefined;
  readonly place?: Place | undefined;
}

/** What is read of an index or a manifest. */
interface Document {
  readonly manifests?: readonly {
    readonly digest: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
  readonly config?: { readonly digest: string };
}

/**
 * Refuses, before anything is built, tags that never move and exist already. A tag whose image is labelled with this
 * run's commit is not refused here: the build may give the same image again, and the digests are compared before
 * publishing.
 */
export async function immutableProblems(
  tags: readonly ImmutableTag[],
  registry: Pick<Registry, 'resolve' | 'manifest' | 'blob'>,
  { concurrency, signal }: { readonly concurrency: number; readonly signal: AbortSignal },
): Promise<readonly Problem[]> {
  const problems = await pLimit(concurrency).map(tags, async ({ repository, tag, revision, place }) => {
    const reference = `${repository}:${tag}`;
    try {
      const existing = await registry.resolve(repository, tag, signal);
      if (!existing) return undefined;
      const existingRevision = await revisionOf(repository, existing.digest, registry, signal);
      if (revision !== undefined && existingRevision === revision) return undefined;
      const existingCommit =
        existingRevision === undefined
          ? 'of no commit that its labels name'
          : `of the commit ${existingRevision}`;
      const thisCommit = revision === undefined ? 'one of no known commit' : `the commit ${revision}`;
      return error(
        'immutable-tag',
        `${reference} never moves, and exists: it points at ${existing.digest}, an image ${existingCommit}, ` +
          `and this run builds ${thisCommit}`,
        { place, hint: 'release under a new version; where the tag may really change, delete it first' },
      );
    } catch (cause) {
      if (!(cause instanceof RegistryError)) throw cause;
      return error(
        'immutable-unchecked',
        `cannot tell whether the tag ${reference}, which never moves, exists: ${cause.message}`,
        { place },
      );
    }
  });
  return problems.filter((problem) => problem !== undefined);
}

/** The commit in the labels of the first platform: all platforms are built from one commit. */
async function revisionOf(
  repository: string,
  digest: string,
  registry: Pick<Registry, 'manifest' | 'blob'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const read = async (reference: string): Promise<Document> =>
    JSON.parse(
      new TextDecoder().decode(
        (await registry.manifest(repository, reference, signal))?.body ?? new TextEncoder().encode('{}'),
      ),
    ) as Document;
  const top = await read(digest);
  const image = top.manifests?.find(
    ({ annotations }) => annotations?.['vnd.docker.reference.type'] === undefined,
  );
  const { config } = image ? await read(image.digest) : top;
  const blob = config && (await registry.blob(repository, config.digest, signal));
  const { config: settings } = blob
    ? (JSON.parse(new TextDecoder().decode(blob)) as {
        config?: { Labels?: Readonly<Record<string, string>> | null };
      })
    : {};
  return settings?.Labels?.[REVISION_LABEL];
}
