/** The configuration of an image: its user, environment, labels and layers. */

import * as v from 'valibot';

/** How containers of an image run, as its Dockerfile says. */
export const RunConfig = v.looseObject({
  User: v.nullish(v.string()),
  WorkingDir: v.nullish(v.string()),
  Entrypoint: v.nullish(v.array(v.string())),
  Cmd: v.nullish(v.array(v.string())),
  Env: v.nullish(v.array(v.string())),
  Labels: v.nullish(v.record(v.string(), v.string())),
  ExposedPorts: v.nullish(v.record(v.string(), v.unknown())),
  Volumes: v.nullish(v.record(v.string(), v.unknown())),
  /** Written by Docker; the OCI specification does not have it. */
  Healthcheck: v.nullish(v.looseObject({ Test: v.nullish(v.array(v.string())) })),
});
export type RunConfig = v.InferOutput<typeof RunConfig>;

/** The whole document: https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties */
export const ConfigDocument = v.looseObject({
  architecture: v.pipe(v.string(), v.minLength(1)),
  os: v.pipe(v.string(), v.minLength(1)),
  variant: v.optional(v.string()),
  config: v.nullish(RunConfig),
  rootfs: v.optional(v.looseObject({ diff_ids: v.nullish(v.array(v.string())) })),
  history: v.optional(
    v.array(v.looseObject({ created_by: v.optional(v.string()), empty_layer: v.optional(v.boolean()) })),
  ),
});

export type ConfigDocument = v.InferOutput<typeof ConfigDocument>;

/** What gates look at in an image's configuration. */
export interface ImageConfig {
  /** As USER has it; empty is root. */
  readonly user: string;
  /** `NAME=value`. */
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Uncompressed digests of the layers, lowest first. */
  readonly diffIds: readonly string[];
  /**
   * The instruction that made each layer, such as `RUN`, in the order of `diffIds`.
   * Empty when the history has not one step for each layer.
   */
  readonly madeBy: readonly string[];
}

/** The parts of a configuration that gates look at. */
export function configOf({ config, rootfs, history }: ConfigDocument): ImageConfig {
  const diffIds = rootfs?.diff_ids ?? [];
  const steps = (history ?? []).filter(({ empty_layer }) => !empty_layer);
  return {
    user: config?.User ?? '',
    env: config?.Env ?? [],
    labels: config?.Labels ?? {},
    diffIds,
    madeBy: steps.length === diffIds.length ? steps.map(({ created_by }) => keywordOf(created_by ?? '')) : [],
  };
}

/** Reads a configuration blob; throws for anything else. */
export function readConfigDocument(bytes: Uint8Array): ConfigDocument {
  return v.parse(ConfigDocument, JSON.parse(Buffer.from(bytes).toString('utf8')));
}

/**
 * The instruction of a step of the history; empty when it is not known. The rest of the step is never shown: it may
 * hold a secret, in the command or in a build argument, which BuildKit writes down too (`RUN |1 TOKEN=x /bin/sh -c …`).
 */
function keywordOf(step: string): string {
  const [, classic] = /^\/bin\/sh -c #\(nop\)\s+([A-Z]+)(?:\s|$)/.exec(step) ?? [];
  if (classic !== undefined) return classic;
  return step.startsWith('/bin/sh -c ') ? 'RUN' : (/^([A-Z]+)\s/.exec(step)?.[1] ?? '');
}
