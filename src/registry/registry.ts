import type { BlobCopy } from './copy-blob.ts';
import type { Credential } from './token.ts';

export type { Credential } from './token.ts';

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
 * "it is not there" is a result. A `signal` ends the waiting for another try, not a request that is under way, but for the
 * stream of a blob, which may take long.
 */
export interface Registry {
  /** What a tag or digest points to; a HEAD request. */
  resolve(repository: string, reference: string, signal?: AbortSignal): Promise<Descriptor | undefined>;
  /** The bytes behind a tag or digest, checked against the digest. */
  manifest(repository: string, reference: string, signal?: AbortSignal): Promise<Manifest | undefined>;
  /** Points a tag at a manifest that the repository has already, by putting the same bytes again. */
  tag(repository: string, tag: string, manifest: Manifest, signal?: AbortSignal): Promise<void>;
  /** Removes a tag and nothing else; many registries cannot. A tag that is gone already counts as deleted. */
  untag(repository: string, tag: string): Promise<'deleted' | 'unsupported'>;
  /** A small blob, such as an image's configuration, in memory and checked against its digest. */
  blob(repository: string, digest: string, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /** Puts a manifest under its digest, without a tag. Its blobs, or the manifests that it names, must be there. `linked`: the registry lists it with its subject. */
  store(repository: string, manifest: Manifest, signal?: AbortSignal): Promise<{ readonly linked: boolean }>;
  /** Brings a small blob to a repository. One that is there is left alone. */
  upload(repository: string, body: Uint8Array, signal?: AbortSignal): Promise<void>;
  /** Brings a blob from one repository to another: mounted within one registry, else streamed. One that is there is left alone. */
  copyBlob(copy: BlobCopy, signal?: AbortSignal): Promise<void>;
  /** Whether pushing is allowed, found out by starting an upload and cancelling it. Never rejects for the registry's sake. */
  checkPush(repository: string): Promise<PushCheck>;
}

export interface RegistryEffects {
  readonly fetch: typeof fetch;
  /** Asked once a registry wants to know who we are; `host` as in `Repository`. Nothing means: stay anonymous. */
  readonly credentials: (host: string) => Promise<Credential | undefined>;
  /** Resolves after so many milliseconds; may end early, either way, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  /** At least 0, less than 1. */
  readonly random: () => number;
  /** Milliseconds since 1970; for the lifetime of tokens and for Retry-After dates. */
  readonly now?: () => number;
  /** How many requests are under way at once, to all registries together. Default 8. */
  readonly limit?: number;
  /** For one try, its redirects and body included. Default 30 s. */
  readonly timeoutMs?: number;
  /** The longest Retry-After that is honoured. Default 60 s. */
  readonly maxRetryAfterMs?: number;
}
