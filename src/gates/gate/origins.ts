/** Reads the configuration of each built image, and finds the base image that it was built from. */

import { setMaxListeners } from 'node:events';
import type { BuiltImage } from '../../bake/bake-image.ts';
import type { CandidatePlatform } from '../../bake/candidate.ts';
import { imageStore, readConfig } from '../../bake/image-store.ts';
import type { BuildSettings } from '../../bake/run-attributes.ts';
import type { Host } from '../../effects/host.ts';
import { configOf, type ImageConfig } from '../../oci/image-config.ts';
import { parseRepository } from '../../oci/reference.ts';
import { createRegistry } from '../../registry/client.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Registry } from '../../registry/registry.ts';
import { reasonOf } from '../../text/reason.ts';
import { isFromScratch } from './from-scratch.ts';
import { baseOf, imagesOf, sbomGenerator, type BaseImage, type KnownBase } from './base-image.ts';

/** Longest wait for the registries of all base images together. Without an answer the gates only know less. */
const PATIENCE_MS = 15_000;

/** The configuration and the base image of one platform of a built image. */
export interface Origin {
  /** Absent for an image in the local engine. */
  readonly config?: ImageConfig;
  /** Absent without provenance, or when the base's registry cannot be read. */
  readonly base?: KnownBase;
  /** There is no base: every layer is the image's own. */
  readonly isFromScratch?: boolean;
}

/** Gives the origin of an image and platform; empty when nothing is known. */
export type Origins = (image: string, platform: string) => Origin;

/** Reads the origin of every platform of every built image. Its provenance says which images it was built from. */
export async function readOrigins(
  built: readonly BuiltImage[],
  {
    settings,
    registry,
    plan,
  }: { settings: BuildSettings; registry: Registry; plan: Pick<Plan, 'files' | 'verbatim'> },
  host: Host,
): Promise<Origins> {
  const withoutBase = new Set(
    built.filter(({ image }) => isFromScratch(image, plan)).map(({ image }) => image.id),
  );
  if (settings.destination === 'load') return (image) => ({ isFromScratch: withoutBase.has(image) });
  const patience = createPatience(host);
  const readBase = createBaseReader(patience, host);
  const origins = new Map<string, Origin>();
  const readOrigin = async (
    { image }: BuiltImage,
    { digest, platform, provenance }: CandidatePlatform,
  ): Promise<Origin> => {
    const store = imageStore({ image, settings, registry }, host);
    const config = configOf(await readConfig(digest, platform, store));
    if (withoutBase.has(image.id)) return { config, isFromScratch: true };
    if (provenance === undefined) return { config };
    const statement: unknown = JSON.parse(Buffer.from(await store.blob(provenance)).toString('utf8'));
    const candidates = imagesOf(statement, sbomGenerator(settings.sbom));
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
              `${image.image.id} (${platform.platform}): ` +
                `its configuration or provenance could not be read: ${reasonOf(cause)}`,
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

/** A time limit for several waits together. It starts with the first one. */
interface Patience {
  /** Aborts when the time is over, and when the run is cancelled. */
  readonly signal: AbortSignal;
  /** Rejects when the time is over, even if the work goes on. */
  readonly within: <T>(work: () => Promise<T>) => Promise<T>;
  /** Stops the timer. */
  readonly end: () => void;
}

function createPatience(host: Pick<Host, 'signal' | 'after'>): Patience {
  // Not AbortSignal.any([…, AbortSignal.timeout()]): its timer can be garbage collected, and then never fires.
  const controller = new AbortController();
  const { signal } = controller;
  // Each look-up adds a listener, and Node would warn of more than ten.
  setMaxListeners(0, signal);
  let stop: (() => void) | undefined;
  const cancel = (): void => controller.abort(new Error('it was cancelled'));
  host.signal.addEventListener('abort', cancel, { once: true });
  const ended = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  ended.catch(() => {});
  return {
    signal,
    within: async (work) => {
      stop ??= host.after(PATIENCE_MS, () =>
        controller.abort(new Error(`there was no answer within ${PATIENCE_MS / 1000} s`)),
      );
      if (host.signal.aborted) cancel();
      signal.throwIfAborted();
      return Promise.race([work(), ended]);
    },
    end: () => {
      stop?.();
      host.signal.removeEventListener('abort', cancel);
    },
  };
}

/** Reads base images. Each is read once for each platform, however many images were built from it. */
function createBaseReader(
  { signal, within }: Patience,
  host: Host,
): (image: BaseImage, platform: string) => Promise<KnownBase | undefined> {
  // Each registry has its own client, so that one that does not answer does not hold up the others.
  const clients = new Map<string, Registry>();
  const clientOf = (server: string): Registry => {
    const client =
      clients.get(server) ??
      createRegistry({ ...host, fetch: (input, init) => host.fetch(input, { ...init, signal }) });
    clients.set(server, client);
    return client;
  };
  const readings = new Map<string, Promise<KnownBase | undefined>>();
  const read = async ({ name, digest }: BaseImage, platform: string): Promise<KnownBase | undefined> => {
    const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    const tag = colon === -1 ? undefined : name.slice(colon + 1);
    const repository = parseRepository(colon === -1 ? name : name.slice(0, colon));
    if (typeof repository === 'string') return undefined;
    const registry = clientOf(repository.host);
    const required = <T>(value: T | undefined): T => {
      if (value === undefined) throw new Error(`${repository.name}@${digest} is not there any more`);
      return value;
    };
    try {
      const [document, now] = await within(() =>
        Promise.all([
          readConfig(digest, platform, {
            manifest: async (reference) =>
              required(await registry.manifest(repository.name, reference, signal)).body,
            blob: async (blob) => required(await registry.blob(repository.name, blob, signal)),
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
    const reading = readings.get(key) ?? read(image, platform);
    readings.set(key, reading);
    return reading;
  };
}
