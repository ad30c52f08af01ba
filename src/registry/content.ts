import { createHash } from 'node:crypto';
import { RegistryError } from './registry-error.ts';
import type { Purpose, Question } from './request.ts';

/** What to accept: a registry converts, or hides, a manifest of a kind that is not named. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

export function digestOf(body: Uint8Array, algorithm: string): string {
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

/** Bytes that are not what their digest says: a broken proxy or store, which trying again would not mend. */
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

/** From the header, or from the manifest itself when a plain file server stands in for a registry. */
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
