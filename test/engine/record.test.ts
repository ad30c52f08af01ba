import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import type { ImageIndex } from '../../src/record/schema.ts';
import { describeEngine, engine } from '../rig/engine.ts';
import { branchPushed, useBench, type ActionRun } from './bench.ts';
import { startGuardedRegistry } from './guarded-registry.ts';
import {
  blobOf,
  digestOf,
  manifestOf,
  platformsOf,
  tagsOf,
  type Descriptor,
  type Manifest,
} from './registry.ts';

const isIndex = new Ajv({ allErrors: true, strict: true }).compile(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../schema/image-index.schema.json'), 'utf8'),
  ) as object,
);

/** The record of a run, which is what the schema says. */
function indexOf({ outputs }: ActionRun): ImageIndex {
  const index: unknown = JSON.parse(readFileSync(outputs['image-index'] ?? '', 'utf8'));
  expect([isIndex(index), isIndex.errors]).toEqual([true, null]);
  return index as ImageIndex;
}

describeEngine('record', () => {
  const bench = useBench('record');
  const database = (): string =>
    bench.database({
      debian12: {
        'media-types': { 'CVE-2099-1001': { severity: 'LOW', title: 'planted', fixed: '10.1.0' } },
      },
    });
  const project = (repository: string): Record<string, string> => ({
    'matrix.yaml': `
version: 1
image: ${repository}
platforms: [linux/amd64, linux/arm64]
targets:
  one: { from: "python:3.11-slim-bookworm", template: app, latest: true }
  two: { from: "debian:bookworm-slim", template: app, platforms: [linux/amd64] }
`,
    'templates/app.hbs': 'COPY --link app.txt /app.txt\n',
    'app.txt': 'record\n',
  });

  it('says what was published, as the registry has it', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const run = await bench.action(dir, { inputs: { push: 'true', 'trivy-db': database() } });
    expect(run.code).toBe(0);
    const index = indexOf(run);
    expect(index).toMatchObject({
      schemaVersion: 1,
      commit: '5e1f'.repeat(10),
      created: '2026-01-02T03:04:05Z',
      published: true,
    });
    expect(
      index.images.map(({ id, target, repository: name, tags }) => ({ id, target, name, tags })),
    ).toEqual([
      {
        id: 'one',
        target: 'one',
        name: repository,
        tags: [{ reference: `${repository}:latest` }, { reference: `${repository}:one` }],
      },
      { id: 'two', target: 'two', name: repository, tags: [{ reference: `${repository}:two` }] },
    ]);
    for (const image of index.images) {
      expect(image.digest).toBe(await digestOf(repository, image.id));
      const platforms = await platformsOf(repository, image.digest);
      expect(image.platforms.map(({ platform, digest, sbom }) => ({ platform, digest, sbom }))).toEqual(
        platforms.map(({ platform, digest, attestations }) => ({
          platform,
          digest,
          sbom: attestations['https://spdx.dev/Document'],
        })),
      );
      for (const platform of image.platforms) {
        const { config, layers = [] } = await manifestOf(repository, platform.digest);
        expect(platform.config).toBe(config?.digest);
        expect(platform.layers).toEqual(layers.map(({ digest, size }) => ({ digest, size })));
        expect(platform.size).toBe(
          [...layers, ...(config ? [config] : [])].reduce((sum, { size }) => sum + size, 0),
        );
        expect(platform.findings).toEqual({
          CRITICAL: 0,
          HIGH: 0,
          MEDIUM: 0,
          LOW: image.id === 'one' ? 1 : 0,
          UNKNOWN: 0,
        });
      }
    }
    expect(run.outputs['subjects']?.split('\n')).toEqual(
      index.images.map(({ digest }) => `${digest.slice('sha256:'.length)}  ${repository}`),
    );

    // The same matrix has the same keys. Its provenance is of another run, and so the index is another one.
    const again = indexOf(await bench.action(dir, { inputs: { push: 'true', scan: 'off' } }));
    expect(again.images.map(({ key }) => key)).toEqual(index.images.map(({ key }) => key));
    expect(again.images[1]?.tags).toEqual([
      { reference: `${repository}:two`, previous: index.images[1]?.digest },
    ]);
    expect(again.images[0]?.platforms[0]).not.toHaveProperty('findings');
  });

  it('is attached to every image, where other clients find it', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const inputs = { push: 'true', scan: 'off', 'attach-record': 'true' };
    const run = await bench.action(dir, { inputs });
    expect(run.annotations).toEqual([]);
    const index = indexOf(run);
    for (const image of index.images) {
      // This registry has no referrers API: the tag stands for it.
      const { manifests = [] } = await manifestOf(repository, image.digest.replace(':', '-'));
      expect(manifests).toMatchObject([
        {
          artifactType: 'application/vnd.docker-matrix.image-index.v1+json',
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
        },
      ]);
      const artifact = (await manifestOf(repository, manifests[0]?.digest ?? '')) as Manifest & {
        subject?: Descriptor;
      };
      expect(artifact.subject?.digest).toBe(image.digest);
      const attached = await blobOf<ImageIndex>(repository, artifact.layers?.[0]?.digest ?? '');
      expect([isIndex(attached), isIndex.errors]).toEqual([true, null]);
      const { published: _, ...head } = index;
      expect(attached).toEqual({ ...head, images: [image] });
    }
    expect((await tagsOf(repository)).filter((tag) => !tag.startsWith('sha256-'))).toEqual([
      'latest',
      'one',
      'two',
    ]);
  });

  it('publishes nothing when a record cannot be attached', async () => {
    const front = await startGuardedRegistry(bench, [
      { kind: 'status', status: 403, code: 'DENIED', match: /^PUT .*\/manifests\/sha256-/ },
    ]);
    const repository = bench.repository('app', front.host);
    const run = await bench.action(bench.project(project(repository)), {
      inputs: { push: 'true', scan: 'off', targets: 'two', 'attach-record': 'true' },
      env: { ...branchPushed().env, ...front.login('ada') },
    });
    expect(run.code).toBe(1);
    expect(run.annotations[0]?.message).toMatch(/^the record of image "two" was not attached: .*403/);
    expect(await tagsOf(repository.replace(front.host, engine.registry))).toEqual([]);
  });

  it('signs every image by digest before its tags move, with a key that stays in the environment', async () => {
    const keys = bench.path('keys');
    mkdirSync(keys);
    const env = { ...process.env, COSIGN_PASSWORD: 'of the key' };
    execFileSync('cosign', ['generate-key-pair'], { cwd: keys, env, stdio: 'ignore' });
    const key = readFileSync(join(keys, 'cosign.key'), 'utf8');
    const repository = bench.repository('app');
    const dir = bench.project(project(repository));
    const inputs = {
      push: 'true',
      scan: 'off',
      targets: 'two',
      sign: 'true',
      'sign-options': '--tlog-upload=false',
    };
    const signing = { ...branchPushed().env, COSIGN_PASSWORD: 'of the key', COSIGN_PRIVATE_KEY: key };
    const run = await bench.action(dir, { inputs, env: signing });
    expect(run.annotations).toEqual([]);
    const verified = spawnSync(
      'cosign',
      ['verify', '--key', join(keys, 'cosign.pub'), '--insecure-ignore-tlog', `${repository}:two`],
      { encoding: 'utf8' },
    );
    expect(verified.status, verified.stderr).toBe(0);
    expect(verified.stdout).toContain(indexOf(run).images[0]?.digest ?? 'no digest');
    expect(run.log + run.summary).not.toContain(key.split('\n')[1]);

    // A key that does not open keeps the tags where they are.
    const before = await digestOf(repository, 'two');
    const refused = await bench.action(dir, { inputs, env: { ...signing, COSIGN_PASSWORD: 'another' } });
    expect(refused.code).toBe(1);
    expect(refused.annotations[0]?.message).toMatch(/^image "two" was not signed: .+/);
    expect(await digestOf(repository, 'two')).toBe(before);

    const keyless = await bench.action(dir, { inputs });
    expect(keyless.annotations[0]?.message).toContain('this job has no identity to sign with');
    expect(keyless.annotations[0]?.message).toContain('id-token: write');
  });

  it('says of layouts what was built, and names no tag', async () => {
    const run = await bench.action(bench.project(project(bench.repository('app'))), {
      inputs: { targets: 'two', scan: 'off' },
    });
    expect(run.code).toBe(0);
    const index = indexOf(run);
    expect(index).toMatchObject({ published: false, images: [{ id: 'two', tags: [] }] });
    expect(index.images[0]?.platforms[0]?.layers.length).toBeGreaterThan(1);
    expect(run.outputs['subjects']).toBe('');
  });
});
