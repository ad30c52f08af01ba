import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planOf, type Planned } from './rig/plan.ts';

const REPOSITORY = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(REPOSITORY, path), 'utf8');
const templates = Object.fromEntries(
  readdirSync(join(REPOSITORY, 'templates')).map((name) => [
    name.replace(/\.hbs$/, ''),
    read(`templates/${name}`),
  ]),
);

/** The shipped matrix with other values: what somebody changes for a project of their own. */
const shipped = (overrides: Readonly<Record<string, string>>): Promise<Planned> =>
  planOf(read('matrix.yaml'), templates, { overrides });
const dockerfile = async (overrides: Readonly<Record<string, string>>): Promise<string> =>
  (await shipped(overrides)).files['dockerfiles/Dockerfile'] ?? '';

describe('the shipped matrix with other values', () => {
  it('takes another Python everywhere but in ml, whose distribution has its own', async () => {
    const text = await dockerfile({ python: '3.12' });
    expect(text).toContain('FROM python:3.12-slim-bookworm AS builder');
    expect(text).toContain('FROM python:3.12-slim-bookworm AS base');
    expect(text).toContain('uv venv --python python3.12 /opt/venv');
    expect(text).toContain('install --yes --no-install-recommends python3.11');
  });

  it('installs the project in the build context instead of a package', async () => {
    const text = await dockerfile({ source: 'context', 'version-spec': '>=5' });
    expect(text.match(/--mount=type=bind,target=\/src,rw/g)).toHaveLength(4);
    expect(text).toContain("uv pip install 'numpy>=1.24,<2' /src\n");
    expect(text).toContain("'/src[all]'");
    expect(text).not.toContain('/src>=5');
  });

  it('pins the package, and quotes what a shell would read', async () => {
    const text = await dockerfile({ package: 'other', module: 'other', 'version-spec': '>=5,<6' });
    expect(text).toContain("'other>=5,<6'");
    expect(text).toContain("'other[all]>=5,<6'");
    expect(text).toContain('"import other"');
    expect(text).not.toContain('dimtensor');
  });

  it('has ml without CUDA when its base, packages and index say so', async () => {
    const text = await dockerfile({
      'ml.base': 'debian:bookworm-slim',
      'ml.packages': '[torch, jax]',
      'ml.index': 'https://download.pytorch.org/whl/cpu',
    });
    expect(text).toContain('FROM debian:bookworm-slim AS ml\n');
    expect(text).toContain('--extra-index-url https://download.pytorch.org/whl/cpu');
    expect(text).not.toContain('nvidia/cuda');
    expect(text).not.toContain('cu121');
  });

  it('is the same image in every compose file', () => {
    for (const target of ['base', 'ml', 'jupyter']) {
      const { services } = parse(read(`examples/compose/${target}.yaml`)) as {
        services: Record<string, { image: string; ports?: string[]; volumes?: string[] }>;
      };
      const [service] = Object.values(services);
      expect(service?.image).toBe(`ghcr.io/org/dimtensor:${target}`);
      expect(service?.volumes?.length, target).toBeGreaterThan(0);
      // A port that is open to the network would open a notebook server to it.
      for (const port of service?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });
});
