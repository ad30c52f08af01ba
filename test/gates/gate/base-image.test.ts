import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../src/gates/scan/findings.ts';
import { baseOf, imagesOf, sbomGenerator, type KnownBase } from '../../../src/gates/gate/base-image.ts';
import { finding, report } from '../../rig/reports.ts';

const base = (name: string, diffIds: readonly string[]): KnownBase => ({
  name,
  digest: `sha256:${name}`,
  diffIds,
  env: [],
});
const layers = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

describe('baseOf', () => {
  it('is the image whose layers are the lowest ones, and of several the largest', () => {
    fc.assert(
      fc.property(layers, fc.nat(7), fc.nat(7), layers, (own, a, b, other) => {
        const cut = (length: number): readonly string[] => own.slice(0, (length % own.length) + 1);
        const found = baseOf(own, [
          base('a', cut(a)),
          base('other', other),
          base('b', cut(b)),
          base('empty', []),
        ]);
        const longest = Math.max(
          cut(a).length,
          cut(b).length,
          other.every((layer, index) => own[index] === layer) ? other.length : 0,
        );
        expect(found?.diffIds).toEqual(own.slice(0, longest));
      }),
    );
  });

  it('is not guessed: not one that is higher up, has more layers, or differs in one', () => {
    fc.assert(
      fc.property(layers, fc.nat(7), (own, at) => {
        const changed = own.map((layer, index) => (index === at % own.length ? `${layer}!` : layer));
        expect(
          baseOf(own, [
            base('changed', changed),
            base('more', [...own, 'x']),
            ...(own.length > 1 ? [base('upper', own.slice(1))] : []),
          ]),
        ).toBeUndefined();
      }),
    );
  });
});

describe('attribute', () => {
  it('gives every finding to exactly one side, by its layer', () => {
    fc.assert(
      fc.property(layers, fc.nat(8), (own, cut) => {
        const lower = own.slice(0, cut);
        const { findings } = attribute(
          report({ findings: own.map((diffId) => finding({ diffId })) }),
          base('b', lower),
        );
        expect(findings.map(({ from }) => from)).toEqual(
          own.map((_, index) => (index < lower.length ? 'base' : 'own')),
        );
      }),
    );
  });

  it('knows nothing without a base, or without a layer', () => {
    const findings = [finding({ diffId: 'a' })];
    expect(attribute(report({ findings }), undefined).findings[0]?.from).toBe('unknown');
    expect(attribute(report({ findings: [finding()] }), base('b', ['a'])).findings[0]?.from).toBe('unknown');
  });
});

describe('imagesOf', () => {
  const uri = 'pkg:docker/localhost%3A5001/library/python@3.11-slim?digest=sha256:28&platform=linux%2Famd64';
  const entries = [
    { uri: 'pkg:docker/python@3.11-slim?platform=linux%2Famd64', digest: { sha256: 'aa' } },
    { uri, digest: { sha256: 'bb' } },
    { uri: 'https://example.org/file', digest: { sha256: 'cc' } },
    { uri: 'pkg:docker/debian?digest=sha256:dd', digest: { sha256: 'dd' } },
    { uri: 'pkg:docker/nothing' },
    'text',
  ];
  const expected = [
    { name: 'python:3.11-slim', digest: 'sha256:aa' },
    { name: 'localhost:5001/library/python:3.11-slim', digest: 'sha256:bb' },
    { name: 'debian', digest: 'sha256:dd' },
  ];

  it('reads both versions of provenance', () => {
    expect(imagesOf({ predicate: { buildDefinition: { resolvedDependencies: entries } } })).toEqual(expected);
    expect(imagesOf({ predicate: { materials: entries } })).toEqual(expected);
  });

  it('leaves out what a build runs and does not build from', () => {
    const read = (...names: readonly string[]): readonly unknown[] =>
      names.map((name) => ({ uri: `pkg:docker/${name}?platform=linux%2Famd64`, digest: { sha256: 'aa' } }));
    const names = (predicate: object, generator?: string): readonly string[] =>
      imagesOf({ predicate }, generator).map(({ name }) => name);
    const tools = [
      'docker/buildkit-syft-scanner@stable-1',
      'docker/dockerfile@1',
      'docker/dockerfile-upstream@master',
    ];
    expect(names({ materials: read(...tools, 'python@3.11', 'docker/compose@1') })).toEqual([
      'python:3.11',
      'docker/compose:1',
    ]);
    expect(
      names({
        buildDefinition: { resolvedDependencies: read('docker.io/docker/buildkit-syft-scanner@stable-1') },
      }),
    ).toEqual([]);
    expect(
      names(
        { materials: read('localhost%3A5000/tools/sbom@2', 'python@3.11') },
        `localhost:5000/tools/sbom:2@sha256:${'a'.repeat(64)}`,
      ),
    ).toEqual(['python:3.11']);
    const own = read('ghcr.io/org/syntax@1', 'python@3.11');
    expect(
      names({
        buildDefinition: {
          resolvedDependencies: own,
          externalParameters: {
            request: { frontend: 'gateway.v0', args: { source: 'ghcr.io/org/syntax:1' } },
          },
        },
      }),
    ).toEqual(['python:3.11']);
    expect(
      names({
        materials: own,
        invocation: { parameters: { frontend: 'gateway.v0', args: { source: 'ghcr.io/org/syntax:1' } } },
      }),
    ).toEqual(['python:3.11']);
  });

  it.each([
    ['true', undefined],
    ['generator=ghcr.io/org/sbom:1', 'ghcr.io/org/sbom:1'],
    ['mode=x,generator=ghcr.io/org/sbom', 'ghcr.io/org/sbom'],
    ['"generator=ghcr.io/org/sbom",x=y', 'ghcr.io/org/sbom'],
  ])('knows the generator of %s', (setting, expected) => expect(sbomGenerator(setting)).toBe(expected));

  it.each([undefined, null, 'x', {}, { predicate: { materials: {} } }])('finds none in %j', (statement) =>
    expect(imagesOf(statement)).toEqual([]),
  );
});
