import type { Manifest, Registry } from './registry.ts';

/** Reads manifests by digest, each once however often it is asked for: tags share candidates, and those of one earlier release share that. */
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
