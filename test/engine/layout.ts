import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Descriptor, Manifest } from './registry.ts';

/**
 * Reads a whole OCI image layout (https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md): every
 * descriptor must lead to a blob of its size and digest, and every blob must be what its name says.
 *
 * @returns the platforms, sorted.
 */
export function checkLayout(folder: string): readonly string[] {
  const version = JSON.parse(readFileSync(join(folder, 'oci-layout'), 'utf8')) as {
    imageLayoutVersion?: string;
  };
  if (version.imageLayoutVersion !== '1.0.0')
    throw new Error(`${folder}: oci-layout says ${JSON.stringify(version)}`);

  const blobs = new Map<string, Buffer>();
  for (const algorithm of readdirSync(join(folder, 'blobs'))) {
    for (const encoded of readdirSync(join(folder, 'blobs', algorithm))) {
      const content = readFileSync(join(folder, 'blobs', algorithm, encoded));
      if (createHash(algorithm).update(content).digest('hex') !== encoded)
        throw new Error(`${folder}: blob ${algorithm}:${encoded} holds something else`);
      blobs.set(`${algorithm}:${encoded}`, content);
    }
  }
  const read = ({ digest, size }: Descriptor): Manifest => {
    const content = blobs.get(digest);
    if (content?.length !== size)
      throw new Error(
        `${folder}: ${digest} should have ${size} bytes and has ${content?.length ?? 'no blob'}`,
      );
    return JSON.parse(content.toString('utf8')) as Manifest;
  };
  const visit = (descriptor: Descriptor): readonly string[] => {
    const { manifests, config, layers = [] } = read(descriptor);
    if (manifests) return manifests.flatMap(visit);
    for (const part of [...(config ? [config] : []), ...layers])
      if (blobs.get(part.digest)?.length !== part.size)
        throw new Error(`${folder}: ${part.digest} is missing or has another size`);
    if (config === undefined) throw new Error(`${folder}: ${descriptor.digest} has no configuration`);
    if (descriptor.annotations?.['vnd.docker.reference.type'] === 'attestation-manifest') return [];
    const { os, architecture } = JSON.parse(blobs.get(config.digest)?.toString('utf8') ?? '') as {
      os: string;
      architecture: string;
    };
    return [`${os}/${architecture}`];
  };
  const { manifests = [] } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Manifest;
  return manifests.flatMap(visit).toSorted();
}
