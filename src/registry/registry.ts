/** What this tool needs of a container registry; client.ts is the one that talks to real registries. */

import type { Host } from '../effects/host.ts';
import type { BlobCopy } from './copy-blob.ts';

/** What a registry knows a manifest by, without its bytes. `size` is in bytes. */
export interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly size: number;
}

/** A manifest or index as stored: a digest holds only for exactly these bytes. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Uint8Array;
}

/** `status` is absent when the registry gave no answer. */
export type PushCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly status?: number; readonly reason: string };

/**
 * The part of https://github.com/opencontainers/distribution-spec that publishing needs. Repositories are names as
 * `parseRepository` reads them. Every method rejects with a RegistryError when the registry refuses or stays silent;
 * "it is not there" is a result. An aborted `signal` means that there is no further try. It does not end a request that
 * is under way, except for the stream of a blob, which may take long.
 */
export interface Registry {
  /** What a tag or digest points to; a HEAD request. */
  resolve(repository: string, reference: string, signal?: AbortSignal): Promise<Descriptor | undefined>;
  /** The bytes behind a tag or digest, checked against the digest. */
  manifest(repository: string, reference: string, signal?: AbortSignal): Promise<Manifest | undefined>;
  /** Points a tag at a manifest that the repository has already, by storing the same bytes under the tag. */
  tag(repository: string, tag: string, manifest: Manifest, signal?: AbortSignal): Promise<void>;
  /** Removes a tag and nothing else; many registries cannot. A tag that is gone already counts as deleted. */
  untag(repository: string, tag: string): Promise<'deleted' | 'unsupported'>;
  /** A small blob, such as an image's configuration, in memory and checked against its digest. */
  blob(repository: string, digest: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /**
   * Stores a manifest under its digest, without a tag. Its blobs, or the manifests that it names, must be there.
   * `linked`: the registry lists the manifest with its subject.
   */
  store(repository: string, manifest: Manifest, signal?: AbortSignal): Promise<{ readonly linked: boolean }>;
  /** Uploads a small blob. One that the repository has is left alone. */
  upload(repository: string, body: Uint8Array, signal?: AbortSignal): Promise<void>;
  /**
   * Copies a blob from one repository to another: mounted within one registry, else streamed. One that the target has
   * is left alone.
   */
  copyBlob(copy: BlobCopy, signal?: AbortSignal): Promise<void>;
  /**
   * Whether pushing is allowed, found out by starting an upload and cancelling it. A registry that refuses or does not
   * answer is a result, not an error.
   */
  checkPush(repository: string): Promise<PushCheck>;
}

/** What the client needs of the machine: network, logins, timers, chance and clock. */
export type RegistryEffects = Pick<Host, 'fetch' | 'credentials' | 'sleep' | 'after' | 'random' | 'now'>;

/** How much a client asks of registries, and for how long. */
export interface RegistryLimits {
  /** How many requests are under way at once, to all registries together. Default 8. */
  readonly limit?: number;
  /** Time limit of one try, redirects and body included. Default 30 s. */
  readonly timeoutMs?: number;
  /** The longest Retry-After that is honoured. Default 60 s. */
  readonly maxRetryAfterMs?: number;
}
