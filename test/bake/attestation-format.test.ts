import { expect, it } from 'vitest';
import { formatHint, type AttestationFormat } from '../../src/bake/attestation-format.ts';
import { outputAttributes } from '../../src/bake/run-attributes.ts';
import { planOf } from '../rig/plan.ts';

async function outputs(attestationsAs: AttestationFormat): Promise<readonly string[]> {
  const { plan } = await planOf('version: 1\nimage: ghcr.io/o/n\ntargets: { app: { from: scratch } }\n', {
    app: 'COPY a /',
  });
  const [image] = plan.images;
  if (!image) throw new Error('no image');
  const settings = {
    layouts: 'oci',
    exports: 'local',
    cacheMode: 'max',
    readCache: true,
    provenance: 'true',
    sbom: 'true',
    attestationsAs,
    pull: false,
    noCache: false,
    labels: {},
    annotations: {},
  } as const;
  return [
    { destination: 'push' } as const,
    { destination: 'push', stagingRun: 'r' } as const,
    { destination: 'layout' } as const,
    { destination: 'load' } as const,
  ].flatMap((more) => [outputAttributes(image, { ...settings, ...more })['output'] ?? []].flat().map(String));
}

it('is an option of every exporter that writes attestations, when it is asked for', async () => {
  expect((await outputs('auto')).filter((output) => output.includes('oci-artifact'))).toEqual([]);
  for (const [format, value] of [
    ['image', 'false'],
    ['artifact', 'true'],
  ] as const)
    expect((await outputs(format)).map((output) => /,oci-artifact=(\w+)/.exec(output)?.[1])).toEqual([
      value,
      value,
      value,
      undefined,
    ]);
});

it('is named when a registry refuses it', () => {
  const named = (message: string, format: AttestationFormat = 'auto'): boolean =>
    formatHint(message, format)?.includes('--attestations-as image') ?? false;
  expect(named('failed to push a/b: unknown: blob unknown to registry - sha256:63adb3')).toBe(true);
  expect(named('failed to push a/b: manifest invalid: unknown manifest class for application/x')).toBe(true);
  expect(named('failed to push a/b: blob unknown to registry - sha256:63adb3', 'image')).toBe(false);
  expect(named('process "/bin/sh -c false" did not complete successfully: exit code: 1')).toBe(false);
});
