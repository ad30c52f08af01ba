import * as v from 'valibot';

/** How containers of an image run. */
export const RunConfig = v.looseObject({
  User: v.nullish(v.string()),
  WorkingDir: v.nullish(v.string()),
  Entrypoint: v.nullish(v.array(v.string())),
  Cmd: v.nullish(v.array(v.string())),
  Env: v.nullish(v.array(v.string())),
  Labels: v.nullish(v.record(v.string(), v.string())),
  ExposedPorts: v.nullish(v.record(v.string(), v.unknown())),
  Volumes: v.nullish(v.record(v.string(), v.unknown())),
  /** Docker's, not of the specification. */
  Healthcheck: v.nullish(v.looseObject({ Test: v.nullish(v.array(v.string())) })),
});
export type RunConfig = v.InferOutput<typeof RunConfig>;

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md#properties */
export const ConfigDocument = v.looseObject({
  architecture: v.pipe(v.string(), v.minLength(1)),
  os: v.pipe(v.string(), v.minLength(1)),
  variant: v.optional(v.string()),
  config: v.nullish(RunConfig),
  rootfs: v.optional(v.looseObject({ diff_ids: v.nullish(v.array(v.string())) })),
  history: v.optional(v.array(v.looseObject({ created_by: v.optional(v.string()), empty_layer: v.optional(v.boolean()) }))),
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
  /** What made each layer, in the order of `diffIds`; empty where the history does not fit the layers. */
  readonly madeBy: readonly string[];
}

/** The parts that gates look at. */
export function configOf({ config, rootfs, history }: ConfigDocument): ImageConfig {
  const diffIds = rootfs?.diff_ids ?? [];
  const steps = (history ?? []).filter(({ empty_layer }) => !empty_layer);
  return {
    user: config?.User ?? '',
    env: config?.Env ?? [],
    labels: config?.Labels ?? {},
    diffIds,
    madeBy: steps.length === diffIds.length ? steps.map(({ created_by }) => readable(created_by ?? '')) : [],
  };
}

/** Reads a configuration blob; throws when it is none. */
export function readConfigDocument(bytes: Uint8Array): ConfigDocument {
  return v.parse(ConfigDocument, JSON.parse(Buffer.from(bytes).toString('utf8')));
}

/**
 * A step of the history as it stands in a Dockerfile, on one short line. The values of build arguments, which BuildKit
 * puts in front of a RUN (`RUN |1 TOKEN=x /bin/sh -c …`), are left out: they may be secrets.
 */
function readable(step: string): string {
  const [line = ''] = step.replace(/ # buildkit\s*$/, '').split('\n');
  const command = line.startsWith('RUN |') ? (/ \/bin\/sh -c (.*)$/.exec(line)?.[1] ?? '…') : undefined;
  const short = (command === undefined ? line.replace(/^RUN \/bin\/sh -c /, 'RUN ') : `RUN ${command}`).trim();
  return short.length > 80 ? `${short.slice(0, 79)}…` : short;
}
