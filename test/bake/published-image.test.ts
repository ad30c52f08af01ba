import { describe, expect, it } from 'vitest';
import { publishedTwin } from '../../src/bake/published-image.ts';
import { RegistryError } from '../../src/registry/registry-error.ts';
import type { Descriptor, Manifest } from '../../src/registry/registry.ts';

const TYPE = 'application/vnd.oci.image.index.v1+json';
const IMAGE = {
  repository: 'ghcr.io/org/app',
  tags: ['a', 'b'].map((name) => ({ name, place: { file: 'm', line: 1, column: 1 }, immutable: false })),
};

interface Content {
  readonly platforms?: readonly string[];
  readonly attested?: readonly string[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** What differs from build to build: the digest of the attestation. */
  readonly built?: string;
}

function index({
  platforms = ['amd64', 'arm64'],
  attested = platforms,
  annotations = { revision: '1' },
  built = '1',
}: Content): string {
  return JSON.stringify({
    manifests: [
      ...platforms.map((architecture) => ({ digest: `of ${architecture}`, platform: { architecture } })),
      ...attested.map((architecture) => ({
        digest: `attestation ${built} of ${architecture}`,
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': `of ${architecture}`,
        },
      })),
    ],
    annotations,
  });
}

/** The twin of an image that was built as `built`, where the tags point at these. */
async function twin(tags: Readonly<Record<string, string>>, built: string): Promise<string | undefined> {
  const bodies = new Map(Object.entries({ ...tags, 'sha256:built': built }));
  const registry = {
    resolve: async (_: string, tag: string): Promise<Descriptor | undefined> =>
      bodies.has(tag) ? { digest: tag, mediaType: TYPE, size: 1 } : undefined,
    manifest: async (_: string, digest: string): Promise<Manifest | undefined> => ({
      digest,
      mediaType: TYPE,
      body: Buffer.from(bodies.get(digest) ?? ''),
    }),
  };
  return publishedTwin(IMAGE, 'sha256:built', registry, { signal: new AbortController().signal });
}

describe('an image is published already', () => {
  it('when a tag points at an index of the same images', async () => {
    expect(await twin({ b: index({ built: '2' }) }, index({}))).toBe('b');
    expect(await twin({ a: index({ platforms: ['amd64'] }), b: index({ built: '2' }) }, index({}))).toBe('b');
  });

  it.each<[string, Content]>([
    ['another platform', { platforms: ['amd64'] }],
    ['a platform without attestation', { attested: ['amd64'] }],
    ['other annotations', { annotations: { revision: '2' } }],
  ])('but not with %s', async (_, content) => {
    expect(await twin({ a: index({ ...content, built: '2' }) }, index({}))).toBeUndefined();
  });

  it('but not without a tag, or where there is no index', async () => {
    expect(await twin({}, index({}))).toBeUndefined();
    const manifest = JSON.stringify({ config: {}, layers: [] });
    expect(await twin({ a: manifest }, manifest)).toBeUndefined();
  });

  it('or it is not known, when the registry does not say', async () => {
    const failing = {
      resolve: async () =>
        Promise.reject(
          new RegistryError('read', {
            url: new URL('https://ghcr.io'),
            tries: 1,
            method: 'GET',
            said: 'no',
            hint: '',
            status: 500,
            code: '',
          }),
        ),
      manifest: async () => undefined,
    };
    expect(
      await publishedTwin(IMAGE, 'sha256:built', failing, { signal: new AbortController().signal }),
    ).toBeUndefined();
  });
});
