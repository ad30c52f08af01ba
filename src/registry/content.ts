/** Digests and media types of what a registry sends. */

import { createHash } from 'node:crypto';
import { RegistryError } from './registry-error.ts';
import type { Purpose, Question } from './request.ts';

/** For the Accept header: a registry converts or hides a manifest whose type is not listed there. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** The digest of bytes as OCI writes it: `sha256:…`. */
export function digestOf(body: Uint8Array, algorithm: string): string {
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

/** Throws a RegistryError for bytes that do not match their digest. A broken proxy or store: not worth a retry. */
export function checkDigest(purpose: Purpose, question: Question, body: Uint8Array, expected: string): void {
  const actual = digestOf(body, expected.slice(0, expected.indexOf(':')));
  if (actual === expected) return;
  throw new RegistryError(purpose.act, {
    ...question,
    status: undefined,
    code: 'DIGEST_INVALID',
    said: `sent ${body.length} bytes with the digest ${actual} instead of ${expected}`,
    tries: 1,
    hint: 'look for a proxy or mirror between here and the registry that changes content',
  });
}

/** From the header, or from the manifest itself where a plain file server is used as a registry. */
export function mediaType(headers: Headers, body: Uint8Array): string {
  const header = headers.get('content-type')?.replace(/;.*/, '').trim() ?? '';
  if (header.startsWith('application/vnd.')) return header;
  try {
    const { mediaType } = JSON.parse(new TextDecoder().decode(body)) as { mediaType?: unknown };
    return typeof mediaType === 'string' ? mediaType : header;
  } catch {
    return header;
  }
}
