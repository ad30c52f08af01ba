import { setMaxListeners } from 'node:events';
import type { BuiltImage } from '../../bake/bake-image.ts';
import type { CandidatePlatform } from '../../bake/candidate.ts';
import { imageStore, readConfig } from '../../bake/image-store.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import { configOf, type ImageConfig } from '../../oci/image-config.ts';
import { parseRepository } from '../../oci/reference.ts';
import { hostRegistry } from '../../registry/host-registry.ts';
import type { Registry } from '../../registry/registry.ts';
import { reasonOf } from '../../text/reason.ts';
import { baseOf, imagesOf, sbomGenerator, type BaseImage, type KnownBase } from './base-image.ts';

/** How long registries of all base images together are waited for: it is only known less without them. */
const PATIENCE_MS = 15_000;

/** What is known of one platform of a candidate besides the scan. */
export interface Origin {
  /** Absent for an image in the local engine. */
  readonly config?: ImageConfig;
  /** Absent without provenance, or when the base's registry cannot be read. */
  readonly base?: KnownBase;
}

/** By image and platform; empty where nothing is known. */
export type Origins = (image: string, platform: string) => Origin;

/** Reads where every platform of every candidate comes from: its provenance says which images it was built from. */
export async function readOrigins(
  built: readonly BuiltImage[],
  { settings, registry }: { settings: BuildSettings; registry: Registry },
  host: Host,
): Promise<Origins> {
  if (settings.destination === 'load') return () => ({});
  const patience = createPatience(host);
  const readBase = createBaseReader(patience, host);
  const origins = new Map<string, Origin>();
  const readOrigin = async (
    { image }: BuiltImage,
    { digest, platform, provenance }: CandidatePlatform,
  ): Promise<Origin> => {
    const store = imageStore({ image, settings, registry }, host);
    const config = configOf(await readConfig(digest, platform, store));
    if (provenance === undefined) return { config };
    const statement: unknown = JSON.parse(Buffer.from(await store.blob(provenance)).toString('utf8'));
    const candidates = imagesOf(statement, sbomGenerator(settings.sbom));
    // FROM scratch alone.
    if (candidates.length === 0) return { config };
    const images = await Promise.all(candidates.map((read) => readBase(read, platform)));
    const base = baseOf(
      config.diffIds,
      images.filter((read) => read !== undefined),
    );
    if (!base) host.say(`${image.id} (${platform}): not known which layers are the base's`);
    return { config, ...(base ? { base } : {}) };
  };
  try {
    await Promise.all(
      built.flatMap((image) =>
        image.candidate.platforms.map(async (platform) => {
          try {
            origins.set(keyOf(image.image.id, platform.platform), await readOrigin(image, platform));
          } catch (cause) {
            host.say(
              `${image.image.id} (${platform.platform}): its configuration or provenance could not be read: ${reasonOf(cause)}`,
            );
          }
        }),
      ),
    );
  } finally {
    patience.end();
  }
  return (image, platform) => origins.get(keyOf(image, platform)) ?? {};
}

function keyOf(image: string, platform: string): string {
  return `${image} ${platform}`;
}

/** A wait with an end, which begins when something is waited for. */
interface Patience {
  /** Aborts at the end, and when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Rejects at the end, whatever the work does then. */
  readonly within: <T>(work: () => Promise<T>) => Promise<T>;
  readonly end: () => void;
}

function createPatience(host: Pick<Host, 'signal'>): Patience {
  // A timer of our own: the one in AbortSignal.any([…, AbortSignal.timeout()]) can be collected, and never ends then.
  const controller = new AbortController();
  const { signal } = controller;
  // One for each look-up under way.
  setMaxListeners(0, signal);
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => controller.abort(new Error('it was cancelled'));
  host.signal.addEventListener('abort', cancel, { once: true });
  const over = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  over.catch(() => {});
  return {
    signal,
    within: async (work) => {
      timer ??= setTimeout(
        () => controller.abort(new Error(`there was no answer within ${PATIENCE_MS / 1000} s`)),
        PATIENCE_MS,
      );
      if (host.signal.aborted) cancel();
      signal.throwIfAborted();
      return Promise.race([work(), over]);
    },
    end: () => {
      clearTimeout(timer);
      host.signal.removeEventListener('abort', cancel);
    },
  };
}

/** Each image once for each platform, however many candidates were built from it. */
function createBaseReader(
  { signal, within }: Patience,
  host: Host,
): (image: BaseImage, platform: string) => Promise<KnownBase | undefined> {
  // A client for each registry, so that one that stays silent takes no turns of others. Requests end with the patience.
  const clients = new Map<string, Registry>();
  const clientOf = (server: string): Registry => {
    const client =
      clients.get(server) ??
      hostRegistry({ ...host, fetch: (input, init) => host.fetch(input, { ...init, signal }) });
    clients.set(server, client);
    return client;
  };
  const once = new Map<string, Promise<KnownBase | undefined>>();
  const read = async ({ name, digest }: BaseImage, platform: string): Promise<KnownBase | undefined> => {
    const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    const tag = colon === -1 ? undefined : name.slice(colon + 1);
    const repository = parseRepository(colon === -1 ? name : name.slice(0, colon));
    if (typeof repository === 'string') return undefined;
    const registry = clientOf(repository.host);
    const found = <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error(`${repository.name}@${digest} is not there any more`);
      return value;
    };
    try {
      const [document, now] = await within(() =>
        Promise.all([
          readConfig(digest, platform, {
            manifest: async (of) => found(await registry.manifest(repository.name, of, signal)).body,
            blob: async (of) => found(await registry.blob(repository.name, of, signal)),
          }),
          tag === undefined ? undefined : registry.resolve(repository.name, tag, signal),
        ]),
      );
      const { diffIds, env } = configOf(document);
      return {
        name: tag === undefined ? repository.name : `${repository.name}:${tag}`,
        digest,
        diffIds,
        env,
        ...(now && now.digest !== digest ? { newer: now.digest } : {}),
      };
    } catch (cause) {
      host.say(`what is in the base ${repository.name} is not known: ${reasonOf(cause)}`);
      return undefined;
    }
  };
  return (image, platform) => {
    const key = `${image.name}@${image.digest} ${platform}`;
    const reading = once.get(key) ?? read(image, platform);
    once.set(key, reading);
    return reading;
  };
}
