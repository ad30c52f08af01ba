/** Finds the base image of a built image in its provenance, and names layers for messages. */

import type { ImageConfig } from '../../oci/image-config.ts';

/** The image that another one was built from. */
export interface BaseImage {
  /** As it was written, with its registry: `docker.io/library/python:3.11-slim`. */
  readonly name: string;
  /** What the tag pointed to when the image was built: an index, where the base image has one. */
  readonly digest: string;
}

/** A base image with what is known of it on one platform. */
export interface KnownBase extends BaseImage {
  readonly diffIds: readonly string[];
  readonly env: readonly string[];
  /** The digest that the tag points to now, when it has moved since. */
  readonly newer?: string;
}

/** Images that a build uses as tools and that are never a base: BuildKit's SBOM scanner and Dockerfile frontends. */
const TOOLS: readonly string[] = [
  'docker/buildkit-syft-scanner',
  'docker/dockerfile',
  'docker/dockerfile-upstream',
];

/** A reference without tag and digest, and without the registry when that is Docker Hub. */
function repositoryOf(reference: string): string {
  return reference
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
}

/** The image that makes SBOMs, from the setting `sbom`: `generator=IMAGE`, maybe with other parameters. */
export function sbomGenerator(sbom: string): string | undefined {
  return /(?:^|,)"?generator=([^",]+)/.exec(sbom)?.[1];
}

/**
 * The images in the provenance of a build that may be its base image. Provenance lists them under
 * `resolvedDependencies` (SLSA 1.0) or `materials` (SLSA 0.2), as package URLs such as
 * `pkg:docker/python@3.11-slim?platform=linux%2Famd64`:
 * https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 *
 * @param generator the image that makes SBOMs, when it is not BuildKit's own: it is listed too, and is no base
 */
export function imagesOf(statement: unknown, generator?: string): readonly BaseImage[] {
  const predicate = part(statement, 'predicate');
  // The image named by `# syntax=` in the Dockerfile.
  const request =
    part(part(part(predicate, 'buildDefinition'), 'externalParameters'), 'request') ??
    part(part(predicate, 'invocation'), 'parameters');
  const syntax = part(part(request, 'args'), 'source');
  const tools = new Set(
    [...TOOLS, generator, syntax].flatMap((tool) => (typeof tool === 'string' ? [repositoryOf(tool)] : [])),
  );
  const materials =
    part(part(predicate, 'buildDefinition'), 'resolvedDependencies') ?? part(predicate, 'materials');
  return (Array.isArray(materials) ? materials : []).flatMap((entry: unknown) => {
    const uri = part(entry, 'uri');
    const sha256 = part(part(entry, 'digest'), 'sha256');
    const image = typeof uri === 'string' ? /^pkg:docker\/([^@?#]+)(?:@([^?#]+))?/.exec(uri) : null;
    if (!image || typeof sha256 !== 'string') return [];
    const [name = '', tag] = image
      .slice(1)
      .map((text: string | undefined) => (text === undefined ? undefined : decodeURIComponent(text)));
    if (tools.has(repositoryOf(name))) return [];
    return [
      {
        name: tag === undefined || tag.startsWith('sha256:') ? name : `${name}:${tag}`,
        digest: `sha256:${sha256}`,
      },
    ];
  });
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/**
 * Finds the base image among several: its layers are the lowest layers of the image. When this is true of several, it
 * is the one with the most layers, as a base image may have a base itself. Undefined when there is none: no guess is
 * made.
 */
export function baseOf(diffIds: readonly string[], images: readonly KnownBase[]): KnownBase | undefined {
  return images
    .filter(
      (image) =>
        image.diffIds.length > 0 &&
        image.diffIds.length <= diffIds.length &&
        image.diffIds.every((diffId, index) => diffIds[index] === diffId),
    )
    .toSorted((a, b) => b.diffIds.length - a.diffIds.length)[0];
}

/**
 * The name of a layer for messages: its position and the instruction that made it, as `layer 2 above the base (a RUN)`.
 * The text of the step is not shown, because it may contain the very secret that the message is about.
 *
 * @param baseLayers number of lowest layers that are from the base image
 */
export function layerName(
  { diffIds, madeBy }: Pick<ImageConfig, 'diffIds' | 'madeBy'>,
  diffId: string | undefined,
  baseLayers: number,
): string | undefined {
  const index = diffIds.indexOf(diffId ?? '');
  if (index < 0) return undefined;
  const keyword = madeBy[index] ?? '';
  const place =
    baseLayers > 0 && index >= baseLayers
      ? `layer ${index - baseLayers + 1} above the base`
      : `layer ${index + 1}`;
  return keyword === '' ? place : `${place} (${/^[AEIOU]/.test(keyword) ? 'an' : 'a'} ${keyword})`;
}
