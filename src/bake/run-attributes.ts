/** What one run adds to the definition of an image: tags, labels, caches, attestations and where it goes. */

import { createHash } from 'node:crypto';
import { localReferences, references, type Image } from '../plan/image.ts';
import { REFRESH_ARG } from '../plan/refresh.ts';
import { formatOption, type AttestationFormat } from './attestation-format.ts';
import type { Destination } from './builder.ts';
import { csvField, type RunAttributes } from './definition.ts';

/** How images are built in one run. */
export interface BuildSettings {
  readonly destination: Destination;
  /** Folder for OCI layouts, one below it for each image. */
  readonly layouts: string;
  /** Folder for exported files, one below it for each image. */
  readonly exports: string;
  /** A text unique to this run, for its staging tags; absent where images are pushed by digest. */
  readonly stagingRun?: string;
  readonly cacheMode: 'min' | 'max';
  readonly readCache: boolean;
  /** As Docker's own: `true`, `false`, or parameters such as `mode=max`. */
  readonly provenance: string;
  /** As Docker's own: `true`, `false`, or parameters such as `generator=IMAGE`. */
  readonly sbom: string;
  readonly attestationsAs: AttestationFormat;
  readonly pull: boolean;
  readonly noCache: boolean;
  /** The value of `ARG REFRESH_EPOCH` in all images of the run; absent without `refresh` in the matrix. */
  readonly refreshEpoch?: string;
  /** Added to the labels of every image. */
  readonly labels: Readonly<Record<string, string>>;
  /** Added to the annotations of every image. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The time of the images (RFC 3339): that of the commit, so that builds of one commit give the same image. */
  readonly created?: string;
}

/** Folder of one image's OCI layout. */
export function layoutFolder(image: Pick<Image, 'id'>, settings: Pick<BuildSettings, 'layouts'>): string {
  return `${settings.layouts}/${image.id}`;
}

/** Folder of the files that are exported instead of an image. */
export function exportFolder(image: Pick<Image, 'id'>, settings: Pick<BuildSettings, 'exports'>): string {
  return `${settings.exports}/${image.id}`;
}

/** What this run adds to an image's definition: for our bake, and for the override file that users can bake with. */
export function runAttributes(image: Image, settings: BuildSettings): RunAttributes {
  const labels = { ...image.labels, ...settings.labels };
  const runArgs = {
    ...image.runArgs,
    ...(settings.refreshEpoch === undefined ? {} : { [REFRESH_ARG]: settings.refreshEpoch }),
  };
  return {
    tags: references(image),
    ...(Object.keys(runArgs).length === 0 ? {} : { args: { ...image.args, ...runArgs } }),
    labels,
    // Annotations of an index need an index, which there is with several platforms or with attestations.
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
 * Where the image goes. It is pushed by digest and without tags, because tags move after the gates. (Without `name`
 * buildx would take the name from the tags.)
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
  const format = formatOption(settings.attestationsAs);
  switch (settings.destination) {
    case 'push':
      if (settings.stagingRun !== undefined) {
        const name = `${image.repository}:${stagingTag(image.id, settings.stagingRun)}`;
        return { tags: [], output: [`type=image,${csvField('name', name)},push=true${format}${time}`] };
      }
      return {
        tags: [],
        output: [
          `type=image,${csvField('name', image.repository)},push-by-digest=true,name-canonical=true,push=true${format}${time}`,
        ],
      };
    case 'load':
      return { tags: localReferences(image), output: [`type=docker${time}`] };
    case 'layout':
      return {
        tags: [],
        output: [`type=oci,tar=false,${csvField('dest', layoutFolder(image, settings))}${format}${time}`],
      };
  }
}

/**
 * The time of the image, as an option of the exporter. As SOURCE_DATE_EPOCH in the environment it would change every
 * WORKDIR, and all steps after one would be built again for each commit.
 */
function epoch({ created }: BuildSettings): string {
  return created === undefined ? '' : `,source-date-epoch=${Math.floor(Date.parse(created) / 1000)}`;
}

/** Attestations are off for `--load`: the docker exporter writes single images only. */
function isAttested(setting: string, { destination }: BuildSettings): boolean {
  return setting !== 'false' && destination !== 'load';
}

function attestations(settings: BuildSettings): readonly string[] {
  const enabled = (setting: string, parameters: string): string =>
    setting === 'true' ? parameters : `,${setting}`;
  // Disabled explicitly: without that buildx adds provenance by default.
  const attestation = (type: string, setting: string, parameters: string): string =>
    `type=${type}${isAttested(setting, settings) ? enabled(setting, parameters) : ',disabled=true'}`;
  // mode=max would record build arguments, and with them secrets that somebody passed as arguments.
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

/** A tag that keeps the registry from deleting an image until its real tags point at it. */
export interface StagingTag {
  readonly repository: string;
  readonly tag: string;
  /** What it was put on, where that is known. */
  readonly digest?: string;
}

/** What the name of every staging tag looks like. */
export const STAGING_TAG = /^staging-[0-9a-f]{12}$/;

/** The name of a staging tag: `staging-` and 12 hexadecimal digits, the same for the same image and digest. */
export function stagingTag(image: string, digest: string): string {
  return `staging-${createHash('sha256').update(`${image}\n${digest}`).digest('hex').slice(0, 12)}`;
}
