import { createHash } from 'node:crypto';
import { references, type Image } from '../plan/image.ts';
import type { Destination } from './builder.ts';
import { csvField, type RunAttributes } from './definition.ts';

/** How images are built in one run. */
export interface BuildSettings {
  readonly destination: Destination;
  /** Folder for OCI layouts, one below it for each image. */
  readonly layouts: string;
  /** Folder for exported files, one below it for each image. */
  readonly exports: string;
  /** Tells this run's staging tags from others'; absent where candidates are pushed by digest. */
  readonly stagingRun?: string;
  readonly cacheMode: 'min' | 'max';
  readonly readCache: boolean;
  /** As Docker's own: `true`, `false`, or parameters such as `mode=max`. */
  readonly provenance: string;
  /** As Docker's own: `true`, `false`, or parameters such as `generator=IMAGE`. */
  readonly sbom: string;
  readonly pull: boolean;
  readonly noCache: boolean;
  /** Added to the labels of every image. */
  readonly labels: Readonly<Record<string, string>>;
  /** Added to the annotations of every image. */
  readonly annotations: Readonly<Record<string, string>>;
  /** RFC 3339; becomes the time of the images, so that it does not change with every build of one commit. */
  readonly created?: string;
}

/** Folder of one image's OCI layout. */
export function layoutFolder(image: Pick<Image, 'id'>, settings: Pick<BuildSettings, 'layouts'>): string {
  return `${settings.layouts}/${image.id}`;
}

/** Folder of the files that one image exports instead of itself. */
export function exportFolder(image: Pick<Image, 'id'>, settings: Pick<BuildSettings, 'exports'>): string {
  return `${settings.exports}/${image.id}`;
}

/** What this run adds to an image's definition: for our own bake, and as the override file for somebody else's. */
export function runAttributes(image: Image, settings: BuildSettings): RunAttributes {
  const labels = { ...image.labels, ...settings.labels };
  return {
    tags: references(image),
    labels,
    // An index can only carry annotations where there is one: several platforms, or attestations beside the image.
    annotations: annotations(
      { ...labels, ...settings.annotations },
      image.platforms.length > 1 ||
        isAttested(settings.provenance, settings) ||
        isAttested(settings.sbom, settings),
    ),
    attest: attestations(settings),
    'cache-from': settings.readCache
      ? image.cacheFrom.map((reference) => `type=registry,ref=${reference}`)
      : [],
    'cache-to': image.cacheTo.map(
      (reference) =>
        `type=registry,ref=${reference},mode=${settings.cacheMode},image-manifest=true,oci-mediatypes=true,ignore-error=true`,
    ),
    ...(settings.pull ? { pull: true } : {}),
    ...(settings.noCache ? { 'no-cache': true } : {}),
  };
}

/**
 * Where the image goes. Pushed by digest and without tags: tags move after the gates.
 * (`name` would otherwise come from the tags.)
 */
export function outputAttributes(image: Image, settings: BuildSettings): RunAttributes {
  if (image.output === 'local')
    return {
      tags: [],
      attest: [],
      annotations: [],
      output: [`type=local,${csvField('dest', exportFolder(image, settings))}`],
    };
  const time = epoch(settings);
  switch (settings.destination) {
    case 'push':
      if (settings.stagingRun !== undefined)
        return {
          tags: [],
          output: [
            `type=image,${csvField('name', `${image.repository}:${stagingTag(image.id, settings.stagingRun)}`)},push=true${time}`,
          ],
        };
      return {
        tags: [],
        output: [
          `type=image,${csvField('name', image.repository)},push-by-digest=true,name-canonical=true,push=true${time}`,
        ],
      };
    case 'load':
      return { output: [`type=docker${time}`] };
    case 'layout':
      return {
        tags: [],
        output: [`type=oci,tar=false,${csvField('dest', layoutFolder(image, settings))}${time}`],
      };
  }
}

/**
 * The time, for the exporter alone: as SOURCE_DATE_EPOCH in the environment it would become part of every WORKDIR, and
 * all that follows one would be built again for each commit.
 */
function epoch({ created }: BuildSettings): string {
  return created === undefined ? '' : `,source-date-epoch=${Math.floor(Date.parse(created) / 1000)}`;
}

/** Attestations are off for `--load`: the docker exporter writes single images only. */
function isAttested(setting: string, { destination }: BuildSettings): boolean {
  return setting !== 'false' && destination !== 'load';
}

function attestations(settings: BuildSettings): readonly string[] {
  const attestation = (type: string, setting: string, parameters: string): string =>
    // Without a word about it buildx adds provenance of its own.
    `type=${type}${isAttested(setting, settings) ? (setting === 'true' ? parameters : `,${setting}`) : ',disabled=true'}`;
  // mode=max would record build arguments, secrets that somebody passed as arguments among them.
  return [
    attestation('provenance', settings.provenance, ',mode=min'),
    attestation('sbom', settings.sbom, ''),
  ];
}

function annotations(texts: Readonly<Record<string, string>>, index: boolean): readonly string[] {
  return Object.entries(texts).map(
    ([name, text]) => `${index ? 'index,manifest' : 'manifest'}:${name}=${text}`,
  );
}

/** A tag that keeps a candidate from being collected until it has a tag that stays. */
export interface StagingTag {
  readonly repository: string;
  readonly tag: string;
}

/** `staging-` and 12 hexadecimal digits, the same for the same image with the same content. */
export function stagingTag(image: string, digest: string): string {
  return `staging-${createHash('sha256').update(`${image}\n${digest}`).digest('hex').slice(0, 12)}`;
}
