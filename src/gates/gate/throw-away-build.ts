/** Builds on top of an image that was built, whose result is thrown away: so the builder looks into the image. */

import { environmentOf } from '../../effects/environment.ts';
import { contextOf } from '../../bake/bake-all.ts';
import type { BuiltImage } from '../../bake/bake-image.ts';
import { followBake, isTransient } from '../../bake/progress.ts';
import type { Host } from '../../effects/host.ts';
import { IMAGE_CONTEXT } from '../../plan/tests/dockerfile.ts';
import type { GateScene } from './gate.ts';
import { readTar, type TarEntry } from './tar.ts';

/** How often a build is tried that fails for a reason which may pass by itself. */
export const BUILD_TRIES = 3;

/** One platform of a built image, as a build context: `docker-image://…@digest` or `oci-layout://…@digest`. */
export interface BuildBase {
  readonly context: string;
  readonly platform: string;
}

/** The platform of a built image, where its layers are. */
export function buildBase(image: BuiltImage, platform: string, settings: GateScene['settings']): BuildBase {
  return { context: contextOf(image, settings), platform };
}

/**
 * The builder that sees the images of the run; absent for the current one. Loaded images are seen by the engine's own
 * one, which is called like the current Docker context.
 */
export async function builderOf(
  { job, settings }: Pick<GateScene, 'job' | 'settings'>,
  { exec, env, signal }: Pick<Host, 'exec' | 'env' | 'signal'>,
): Promise<string | undefined> {
  if (settings.destination !== 'load') return job.request.build.builder;
  const { code, stdout } = await exec({
    file: 'docker',
    args: ['context', 'show'],
    env: environmentOf('docker', env),
    signal,
  });
  return (code === 0 && stdout.trim()) || 'default';
}

/**
 * Runs a build of a Dockerfile in which the image is called `IMAGE_CONTEXT`.
 *
 * @param more further arguments of `docker buildx build`, such as where the result goes
 * @param onProgress gets each line of the progress in BuildKit's raw JSON
 */
export async function throwAwayBuild(
  dockerfile: string,
  more: readonly string[],
  { context, platform }: BuildBase,
  { builder }: { readonly builder?: string | undefined },
  { exec, env, signal }: Pick<Host, 'exec' | 'env' | 'signal'>,
  onProgress: (line: string) => void,
): Promise<{ readonly code: number }> {
  return exec({
    file: 'docker',
    args: [
      'buildx',
      'build',
      ...(builder === undefined ? [] : ['--builder', builder]),
      '--platform',
      platform,
      '--progress',
      'rawjson',
      '--provenance',
      'false',
      '--sbom',
      'false',
      '--build-context',
      `${IMAGE_CONTEXT}=${context}`,
      ...more,
      '-',
    ],
    input: dockerfile,
    // Spans that nobody asked for are not sent.
    env: {
      ...environmentOf('docker', env),
      OTEL_TRACES_SAMPLER: 'always_off',
      BUILDX_METADATA_PROVENANCE: 'disabled',
    },
    onProgress,
    signal,
  });
}

/**
 * The files in the result of a throw-away build. Throws an error with BuildKit's message when the build fails.
 *
 * @param tar absolute path for the archive, which is removed again
 */
export async function filesOfBuild(
  dockerfile: string,
  base: BuildBase,
  { builder, tar }: { readonly builder?: string | undefined; readonly tar: string },
  host: Pick<Host, 'exec' | 'env' | 'signal' | 'files' | 'sleep'>,
): Promise<readonly TarEntry[]> {
  for (let attempt = 1; ; attempt += 1) {
    const bake = followBake(() => {});
    // This also creates the folder.
    await host.files.write([{ path: tar, text: '' }]);
    try {
      const { code } = await throwAwayBuild(
        dockerfile,
        ['--output', `type=tar,"dest=${tar.replaceAll('"', '""')}"`],
        base,
        { builder },
        host,
        bake.line,
      );
      if (code === 0) return readTar(await host.files.readBytes(tar));
      const { message } = bake.failure();
      if (host.signal.aborted) throw new Error('it was cancelled');
      if (attempt >= BUILD_TRIES || !isTransient(message)) throw new Error(message);
    } finally {
      await host.files.remove(tar);
    }
    await host.sleep(1000 * attempt);
  }
}
