import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import type { ImageIndex } from '../../src/record/schema.ts';
import { describeEngine } from '../rig/engine.ts';
import { useBench, type ActionRun } from './bench.ts';
import { digestOf, manifestOf, platformsOf } from './registry.ts';

const isIndex = new Ajv({ allErrors: true, strict: true }).compile(JSON.parse(readFileSync(join(import.meta.dirname, '../../schema/image-index.schema.json'), 'utf8')) as object);

/** The record of a run, which is what the schema says. */
function indexOf({ outputs }: ActionRun): ImageIndex {
  const index: unknown = JSON.parse(readFileSync(outputs['image-index'] ?? '', 'utf8'));
  expect([isIndex(index), isIndex.errors]).toEqual([true, null]);
  return index as ImageIndex;
}

describeEngine('record', () => {
  const bench = useBench('record');
  const database = (): string => bench.database({ debian12: { 'media-types': { 'CVE-2099-1001': { severity: 'LOW', title: 'planted', fixed: '10.1.0' } } } });
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
    expect(index).toMatchObject({ schemaVersion: 1, commit: '5e1f'.repeat(10), created: '2026-01-02T03:04:05Z', published: true });
    expect(index.images.map(({ id, target, repository: name, tags }) => ({ id, target, name, tags }))).toEqual([
      { id: 'one', target: 'one', name: repository, tags: [{ reference: `${repository}:latest` }, { reference: `${repository}:one` }] },
      { id: 'two', target: 'two', name: repository, tags: [{ reference: `${repository}:two` }] },
    ]);
    for (const image of index.images) {
      expect(image.digest).toBe(await digestOf(repository, image.id));
      const platforms = await platformsOf(repository, image.digest);
      expect(image.platforms.map(({ platform, digest, sbom }) => ({ platform, digest, sbom }))).toEqual(platforms.map(({ platform, digest, attestations }) => ({ platform, digest, sbom: attestations['https://spdx.dev/Document'] })));
      for (const platform of image.platforms) {
        const { config, layers = [] } = await manifestOf(repository, platform.digest);
        expect(platform.config).toBe(config?.digest);
        expect(platform.layers).toEqual(layers.map(({ digest, size }) => ({ digest, size })));
        expect(platform.size).toBe([...layers, ...(config ? [config] : [])].reduce((sum, { size }) => sum + size, 0));
        expect(platform.findings).toEqual({ CRITICAL: 0, HIGH: 0, MEDIUM: 0, LOW: image.id === 'one' ? 1 : 0, UNKNOWN: 0 });
      }
    }
    expect(run.outputs['subjects']?.split('\n')).toEqual(index.images.map(({ digest }) => `${digest.slice('sha256:'.length)}  ${repository}`));

    // The same matrix has the same keys. Its provenance is of another run, and so the index is another one.
    const again = indexOf(await bench.action(dir, { inputs: { push: 'true', scan: 'off' } }));
    expect(again.images.map(({ key }) => key)).toEqual(index.images.map(({ key }) => key));
    expect(again.images[1]?.tags).toEqual([{ reference: `${repository}:two`, previous: index.images[1]?.digest }]);
    expect(again.images[0]?.platforms[0]).not.toHaveProperty('findings');
  });

  it('says of layouts what was built, and names no tag', async () => {
    const run = await bench.action(bench.project(project(bench.repository('app'))), { inputs: { targets: 'two', scan: 'off' } });
    expect(run.code).toBe(0);
    const index = indexOf(run);
    expect(index).toMatchObject({ published: false, images: [{ id: 'two', tags: [] }] });
    expect(index.images[0]?.platforms[0]?.layers.length).toBeGreaterThan(1);
    expect(run.outputs['subjects']).toBe('');
  });
});
