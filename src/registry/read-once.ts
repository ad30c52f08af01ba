/** Keeps manifests that were read in a run, so that each is asked for once. */

import type { Manifest, Registry } from './registry.ts';

/** Reads manifests by digest, each once: many tags point at the same image, before and after they are moved. */
export function readOnce(
  registry: Pick<Registry, 'manifest'>,
  signal: AbortSignal,
): (repository: string, digest: string) => Promise<Manifest | undefined> {
  const manifests = new Map<string, Promise<Manifest | undefined>>();
  return (repository, digest) => {
    const key = `${repository}@${digest}`;
    const manifest = manifests.get(key) ?? registry.manifest(repository, digest, signal);
    manifests.set(key, manifest);
    return manifest;
  };
}
