import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine } from '../rig/engine.ts';
import { useBench } from './bench.ts';
import { digestOf, tagsOf } from './registry.ts';

const matrix = (repository: string): string => `
version: 1
image: ${repository}
targets:
  data: { from: scratch }
  copy: { from: scratch, contexts: { lib: "image:data" }, secrets: [{ id: token, env: THE_TOKEN }] }
  files: { from: scratch, template: copy, output: local, contexts: { lib: "image:data" } }
`;

const files = (repository: string): Record<string, string> => ({
  'matrix.yaml': matrix(repository),
  'templates/data.hbs': 'COPY <<EOF /hello\nfrom data\nEOF\n',
  'templates/copy.hbs': 'COPY --from=lib /hello /copied\n',
});

const QUICK = ['--scan', 'off', '--sbom', 'false'];

describeEngine('images of the same matrix as contexts', () => {
  const bench = useBench('contexts');

  it('refuses to build without the value of a secret', async () => {
    const dir = bench.project(files('ghcr.io/octo/contexts'));
    const { code, stderr } = await bench.cli(dir, ['build', ...QUICK]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'the secret "token" of image "copy" has no value: the environment variable THE_TOKEN is not set',
    );
    expect(stderr).not.toContain('built in');
  });

  it('takes files from a layout that the same run wrote, and exports files instead of an image', async () => {
    const dir = bench.project(files('ghcr.io/octo/contexts'));
    const { code, stdout, stderr } = await bench.cli(dir, ['build', ...QUICK], { THE_TOKEN: 'xyzzy-value' });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(readFileSync(join(dir, 'out/local/files/copied'), 'utf8')).toBe('from data\n');
    expect(stdout).toMatch(/^files +exported /m);
    expect(stdout + stderr).not.toContain('xyzzy-value');
    expect(readFileSync(join(dir, 'out/bake/copy.hcl'), 'utf8')).toMatch(
      /"lib" = "oci-layout:\/\/.*\/out\/oci\/data@sha256:/,
    );
  });

  it('takes them from the registry, by digest, when it pushes; exported files get no tag', async () => {
    const repository = bench.repository('app');
    const dir = bench.project(files(repository));
    const { code, stderr } = await bench.cli(dir, ['build', '--push', ...QUICK], {
      THE_TOKEN: 'xyzzy-value',
    });
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect((await tagsOf(repository)).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['copy', 'data']);
    expect(readFileSync(join(dir, 'out/bake/copy.hcl'), 'utf8')).toContain(
      `"lib" = "docker-image://${repository}@${await digestOf(repository, 'data')}"`,
    );
  });
});
