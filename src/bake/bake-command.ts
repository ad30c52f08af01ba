/** The command line of `docker buildx bake` for one image. */

import type { Command } from '../effects/exec.ts';

/** One run of bake. */
export interface BakeRun {
  readonly image: string;
  /** Path of the definition of this image. */
  readonly definition: string;
  readonly metadataFile: string;
  /** Working folder: paths in the definition start here. */
  readonly root: string;
  readonly builder?: string;
  /** Folders outside of `root` that bake may read from. */
  readonly read: readonly string[];
  /** Folders outside of `root` that bake may write to. */
  readonly write: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One `docker buildx bake` for one image: several targets in one bake lose registry cache, and fail together. */
export function bakeCommand(run: BakeRun): Command {
  const allow = [
    ...run.read.map((path) => `fs.read=${path}`),
    ...run.write.map((path) => `fs.write=${path}`),
  ];
  return {
    file: 'docker',
    args: [
      'buildx',
      'bake',
      ...(run.builder === undefined ? [] : ['--builder', run.builder]),
      '--file',
      run.definition,
      '--metadata-file',
      run.metadataFile,
      '--progress',
      'rawjson',
      ...allow.flatMap((entitlement) => ['--allow', entitlement]),
      run.image,
    ],
    cwd: run.root,
    env: {
      ...run.env,
      // With tracing the time of big builds grows with the square of their size.
      OTEL_TRACES_SAMPLER: 'always_off',
      BUILDX_METADATA_PROVENANCE: 'disabled',
    },
  };
}

/** The digest of the built image or index, from bake's metadata file. */
export function digestOf(metadata: Readonly<Record<string, unknown>>, image: string): string | undefined {
  const entry = metadata[image];
  const digest =
    typeof entry === 'object' && entry !== null
      ? (entry as Record<string, unknown>)['containerimage.digest']
      : undefined;
  return typeof digest === 'string' ? digest : undefined;
}
