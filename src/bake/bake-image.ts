/** Builds one image with `docker buildx bake`. */

import { environmentOf } from '../effects/environment.ts';
import { join } from 'node:path';
import type { Host } from '../effects/host.ts';
import type { Image } from '../plan/image.ts';
import type { Registry } from '../registry/registry.ts';
import { reasonOf } from '../text/reason.ts';
import { formatHint } from './attestation-format.ts';
import { bakeCommand, digestOf } from './bake-command.ts';
import { publishedTwin } from './published-image.ts';
import { readCandidate, type Candidate } from './candidate.ts';
import { folderFromContext, writeImageDefinition } from './definition.ts';
import { imageStore } from './image-store.ts';
import type { BuildJob } from './job.ts';
import { secretVariables } from './secrets.ts';
import { followBake, isTransient, type StepCounts } from './progress.ts';
import { exportFolder, outputAttributes, runAttributes, type BuildSettings } from './run-attributes.ts';

/** What is known of every image after its build was tried. */
interface Attempted {
  readonly image: Image;
  readonly steps: StepCounts;
  readonly seconds: number;
}

/** An image after its build. */
export type BakedImage =
  | (Attempted & {
      readonly kind: 'built';
      readonly candidate: Candidate;
      readonly metadata: Readonly<Record<string, unknown>>;
    })
  /** Files instead of an image (`output: local`): there is nothing to scan or publish. */
  | (Attempted & { readonly kind: 'exported'; readonly folder: string })
  | (Attempted & {
      readonly kind: 'failed';
      readonly message: string;
      /** The last lines of the step that failed. */
      readonly log: readonly string[];
    })
  | (Attempted & { readonly kind: 'cancelled' });

/** An image that was built. */
export type BuiltImage = Extract<BakedImage, { kind: 'built' }>;

/** One image to build. */
export interface BakeTask {
  readonly image: Image;
  readonly job: BuildJob;
  readonly settings: BuildSettings;
  readonly registry: Registry;
  /** Build contexts by name. Images of the plan are there by the address of what was built. */
  readonly contexts: Readonly<Record<string, string>>;
}

const TRIES = 3;

/** Builds one image with one bake. A failed build is a result and no rejection, so that other images go on. */
export async function bakeImage(task: BakeTask, host: Host): Promise<BakedImage> {
  const { image, job, settings } = task;
  if (host.signal.aborted) return { kind: 'cancelled', image, steps: { total: 0, cached: 0 }, seconds: 0 };
  const started = host.now();
  const say = (line: string): void => host.say(`${image.id}: ${line}`);
  const folder = join(job.out, 'bake');
  const definition = join(folder, `${image.id}.hcl`);
  const metadataFile = join(folder, `${image.id}.metadata.json`);
  await host.files.remove(metadataFile);
  await host.files.write([
    {
      path: definition,
      text: writeImageDefinition(image, folderFromContext(job.root, job.plan.settings.context, job.out), {
        ...runAttributes(image, settings),
        ...outputAttributes(image, settings),
        contexts: task.contexts,
      }),
    },
  ]);
  const command = bakeCommand({
    image: image.id,
    definition,
    metadataFile,
    root: job.root,
    read: [job.out],
    write: [job.out],
    env: environmentOf('docker', host.env, secretVariables(image)),
    ...(job.request.build.builder === undefined ? {} : { builder: job.request.build.builder }),
  });

  for (let attempt = 1; ; attempt += 1) {
    const progress = followBake(say);
    const result = await host.exec({ ...command, onProgress: progress.line, signal: host.signal });
    const seconds = (host.now() - started) / 1000;
    const steps = progress.steps();
    const failed = (message: string, log: readonly string[] = []): BakedImage => {
      say(`FAILED after ${seconds.toFixed(0)} s: ${message}`);
      return { kind: 'failed', image, steps, seconds, message, log };
    };
    if (host.signal.aborted) {
      say('cancelled');
      return { kind: 'cancelled', image, steps, seconds };
    }
    if (result.code !== 0) {
      const { message, log } = progress.failure();
      if (attempt < TRIES && isTransient(message)) {
        say(`trying again (${attempt + 1} of ${TRIES}): ${message}`);
        await host.sleep(2000 * attempt);
        continue;
      }
      for (const line of log) say(`  ${line}`);
      const hint = settings.destination === 'push' ? formatHint(message, settings.attestationsAs) : undefined;
      return failed(hint === undefined ? message : `${message}; ${hint}`, log);
    }
    try {
      const metadata = JSON.parse((await host.files.readText(metadataFile)) ?? '{}') as Record<
        string,
        unknown
      >;
      if (image.output === 'local') {
        const exported = exportFolder(image, settings);
        const time = `${seconds.toFixed(1)} s`;
        say(`exported in ${time} to ${exported}, ${steps.cached} of ${steps.total} steps cached`);
        return { kind: 'exported', image, steps, seconds, folder: exported };
      }
      const digest = digestOf(metadata, image.id);
      if (digest === undefined) return failed('bake gave no digest for it');
      const read = async (reference: string): Promise<Candidate> =>
        readCandidate(image, reference, imageStore(task, host).manifest);
      const pushed = settings.destination === 'load' ? loaded(image, digest) : await read(digest);
      const published =
        settings.destination === 'push' ? await publishedTwin(image, digest, task.registry, host) : undefined;
      const twin = published === undefined ? undefined : await read(published);
      // The same images with fewer attestations are not what this run was asked for.
      const candidate = twin && attestationsOf(twin) === attestationsOf(pushed) ? twin : pushed;
      const what = candidate === twin ? 'nothing new' : 'built';
      say(`${what} in ${seconds.toFixed(1)} s, ${steps.cached} of ${steps.total} steps cached`);
      return {
        kind: 'built',
        image,
        steps,
        seconds,
        candidate,
        metadata: {
          ...(metadata[image.id] as object | undefined),
          'containerimage.digest': candidate.digest,
        },
      };
    } catch (cause) {
      return failed(reasonOf(cause));
    }
  }
}

/** An image that was loaded into Docker (`--load`), whose layers are not known. */
function loaded(image: Image, digest: string): Candidate {
  return {
    image: image.id,
    repository: image.repository,
    digest,
    platforms: image.platforms.map((platform) => ({ platform, digest, size: 0, layers: [] })),
  };
}

/** Which attestations each platform has, as a text to compare. */
function attestationsOf({ platforms }: Candidate): string {
  return platforms
    .map(({ platform, spdx, provenance }) =>
      [platform, spdx === undefined ? '' : 'sbom', provenance === undefined ? '' : 'provenance'].join(' '),
    )
    .toSorted()
    .join('\n');
}
