import { expect, it } from 'vitest';
import { attach, type Artifact } from '../../src/registry/attach.ts';
import { digestOf } from '../../src/registry/content.ts';
import type { Manifest } from '../../src/registry/registry.ts';
import { RECORD_TYPE, recordArtifact } from '../../src/record/artifact.ts';

const SUBJECT = {
  digest: `sha256:${'a'.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.index.v1+json',
  size: 10,
};
const artifact = (commit: string): Artifact =>
  recordArtifact(
    {
      schemaVersion: 1,
      generator: { name: 'docker-matrix-action', version: '1' },
      commit,
      created: '2026-01-02T03:04:05Z',
      images: [],
    },
    SUBJECT,
  );

/** As much of a registry as attaching asks of one; `linked` is whether it has a referrers API. */
function registry(linked: boolean) {
  const blobs: string[] = [];
  const stored: Manifest[] = [];
  const tags = new Map<string, Manifest>();
  return {
    blobs,
    stored,
    tags,
    upload: async (_: string, body: Uint8Array) => void blobs.push(Buffer.from(body).toString()),
    store: async (_: string, manifest: Manifest) => (stored.push(manifest), { linked }),
    manifest: async (_: string, tag: string) => tags.get(tag),
    tag: async (_: string, tag: string, manifest: Manifest) => void tags.set(tag, manifest),
  };
}

it('an artifact names its type, its subject and its blobs by their digests', () => {
  const { manifest, blobs } = artifact('1');
  const { config, layers, ...rest } = JSON.parse(Buffer.from(manifest.body).toString()) as {
    config: object;
    layers: readonly { digest: string; size: number }[];
  };
  expect(rest).toMatchObject({
    artifactType: RECORD_TYPE,
    subject: SUBJECT,
    annotations: { 'org.opencontainers.image.created': '2026-01-02T03:04:05Z' },
  });
  expect([config, ...layers]).toMatchObject(
    blobs.map((blob) => ({ digest: digestOf(blob, 'sha256'), size: blob.length })),
  );
  expect(manifest.digest).toBe(digestOf(manifest.body, 'sha256'));
});

it('a registry with a referrers API gets no tag', async () => {
  const at = registry(true);
  await attach(artifact('1'), 'ghcr.io/org/app', at);
  expect([at.blobs.length, at.stored.length, at.tags.size]).toEqual([2, 1, 0]);
});

it('elsewhere the tag of the subject lists every artifact once, in the order they came', async () => {
  const at = registry(false);
  for (const commit of ['1', '2', '1']) await attach(artifact(commit), 'ghcr.io/org/app', at);
  expect([...at.tags.keys()]).toEqual([`sha256-${'a'.repeat(64)}`]);
  const list = JSON.parse(Buffer.from(at.tags.get(`sha256-${'a'.repeat(64)}`)!.body).toString()) as {
    manifests: readonly { digest: string }[];
  };
  expect(list.manifests).toMatchObject(
    ['1', '2'].map((commit) => ({ digest: artifact(commit).manifest.digest, artifactType: RECORD_TYPE })),
  );
});
