import type { ImageConfig } from '../../oci/image-config.ts';

/** The image that another one was built from. */
export interface BaseImage {
  /** As it was written, with its registry: `docker.io/library/python:3.11-slim`. */
  readonly name: string;
  /** Of its index where it has one; what the tag meant when this was built. */
  readonly digest: string;
}

/** A base and what is in it, on one platform. */
export interface KnownBase extends BaseImage {
  readonly diffIds: readonly string[];
  readonly env: readonly string[];
  /** Where the tag points now, when that is somewhere else. */
  readonly newer?: string;
}

/** Images that a build runs and never builds from: BuildKit's SBOM scanner, and what reads Dockerfiles. */
const TOOLS: readonly string[] = [
  'docker/buildkit-syft-scanner',
  'docker/dockerfile',
  'docker/dockerfile-upstream',
];

/** A reference without registry where that is Docker Hub, tag and digest. */
function repositoryOf(reference: string): string {
  return reference
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
}

/** The image that BuildKit makes SBOMs with, of the setting `sbom`: `generator=IMAGE`, maybe among other parameters. */
export function sbomGenerator(sbom: string): string | undefined {
  return /(?:^|,)"?generator=([^",]+)/.exec(sbom)?.[1];
}

/**
 * External images that a build read and that may be its base, from its provenance (SLSA 1.0 `resolvedDependencies`, or 0.2 `materials`). They
 * are package URLs, such as `pkg:docker/python@3.11-slim?platform=linux%2Famd64`:
 * https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md
 *
 * @param generator of SBOMs, where it is not BuildKit's own: it stands among the materials as any image
 */
export function imagesOf(statement: unknown, generator?: string): readonly BaseImage[] {
  const predicate = part(statement, 'predicate');
  // The Dockerfile's own syntax, of `# syntax=`.
  const request =
    part(part(part(predicate, 'buildDefinition'), 'externalParameters'), 'request') ??
    part(part(predicate, 'invocation'), 'parameters');
  const syntax = part(part(request, 'args'), 'source');
  const tools = new Set(
    [...TOOLS, generator, syntax].flatMap((tool) => (typeof tool === 'string' ? [repositoryOf(tool)] : [])),
  );
  const found =
    part(part(predicate, 'buildDefinition'), 'resolvedDependencies') ?? part(predicate, 'materials');
  return (Array.isArray(found) ? found : []).flatMap((entry: unknown) => {
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
 * The base among the images that a build read: the one whose layers are the lowest layers of the image, and of several
 * the one with most of them, as a base has a base itself. Nothing when there is none: it is never guessed.
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
 * A layer as messages name it: by where it is and by the instruction that made it, such as `layer 2 above the base (a
 * RUN)`. Never by the step's own text, which may hold the very secret that a message is about.
 *
 * @param baseLayers how many of the lowest layers are the base's
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
