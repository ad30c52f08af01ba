import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command } from '../../../src/commands/build/build.ts';
import { openingOnce } from '../../../src/commands/command/command.ts';
import type { Host } from '../../../src/effects/host.ts';
import type { BuildRequest } from '../../../src/plan/request.ts';
import { ProblemsFound } from '../../../src/problem/problem.ts';
import { createRegistry } from '../../../src/registry/client.ts';
import { buildOutputs } from '../../../src/report/outputs.ts';
import { formatProblems } from '../../../src/report/problems.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import {
  fakeBase,
  fakeEngine,
  fakeLayout,
  FAKE_BASE,
  type FakeImage,
  type FakeLayout,
} from '../../rig/fake-engine.ts';
import { readTree, UPDATE, writeTree } from '../../rig/fixtures.ts';
import { startMemoryRegistry } from '../../rig/memory-registry.ts';
import { makeProject } from '../../rig/project.ts';
import { realHost } from '../../../src/host/host.ts';
import { registryEffects } from '../../rig/host.ts';

/**
 * Whole builds without an engine: what Docker and Trivy do is made up, everything else is real. A folder of
 * expected/ has all that a build shows: report.json, image-index.json, outputs, summary, text and files of the gates.
 * Rewrite them with UPDATE=1.
 */
const EXPECTED = join(import.meta.dirname, 'expected');

interface Scenario {
  readonly matrix: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<string, FakeImage>>;
  readonly build?: Partial<BuildRequest>;
  /** Published before: compressed bytes of the image's own layer, by tag. */
  readonly published?: Readonly<Record<string, number>>;
  /** The run is cancelled once this image is built. */
  readonly cancelAt?: string;
}

const VULNERABLE = {
  VulnerabilityID: 'CVE-2099-0001',
  PkgName: 'openssl',
  InstalledVersion: '3.0.1',
  FixedVersion: '3.0.2',
  Status: 'fixed',
  Severity: 'CRITICAL',
};
const KEY = { RuleID: 'private-key', Title: 'Asymmetric Private Key', Severity: 'HIGH', StartLine: 3 };
const MILD = { ...VULNERABLE, VulnerabilityID: 'CVE-2099-0002', PkgName: 'zlib1g', Severity: 'LOW' };

const SEVERAL = `version: 1
image: REPOSITORY
platforms: [linux/amd64, linux/arm64]
policy: { user: non-root, labels: [org.example.owner] }
size-limit: { compressed: 3kB, unpacked: 4MB }
scan: { ignores: .trivyignore.yaml, base: report }
test: [{ metadata: { user: app } }]
targets:
  fine: { from: "python:3.12", size-limit: { unpacked: 12MB } }
  based: { from: "python:3.12", platforms: [linux/amd64], policy: { user: any } }
  leaky: { from: "python:3.12", platforms: [linux/amd64], test: [{ run: "true" }] }
  blind: { from: "python:3.12", platforms: [linux/amd64] }
  broken: { from: "python:3.12", platforms: [linux/amd64] }
  files: { from: "python:3.12", platforms: [linux/amd64], output: local }
`;
const TEMPLATES = Object.fromEntries(
  ['fine', 'based', 'leaky', 'blind', 'broken', 'files', 'app', 'tool'].map((name) => [
    `templates/${name}.hbs`,
    'RUN true\n',
  ]),
);
const LABELS = { 'org.example.owner': 'us' };
const IGNORES = `vulnerabilities:
  - id: CVE-2099-0007
    statement: not reachable
    expired_at: 2999-01-01
  - id: CVE-2099-0008
`;
const IMAGES: Readonly<Record<string, FakeImage>> = {
  fine: { platforms: ['linux/amd64', 'linux/arm64'], labels: LABELS, vulnerabilities: [MILD] },
  based: {
    onBase: true,
    user: 'root',
    vulnerabilities: [
      { ...VULNERABLE, layer: 'base' },
      { ...MILD, Severity: 'HIGH', layer: 'based linux/amd64 0' },
    ],
    suppressed: [{ Statement: 'ours', Finding: { VulnerabilityID: 'CVE-2099-0007', PkgName: 'glibc' } }],
  },
  leaky: {
    user: '',
    env: ['API_TOKEN=hunter2hunter2'],
    layers: [2000, 1500],
    sbom: false,
    secrets: [{ ...KEY, layer: 'leaky linux/amd64 1' }],
  },
  blind: { isUnreadable: true, labels: LABELS, layers: [4000], scanFails: 'no space left on device' },
  broken: { fails: 'process "/bin/sh -c false" did not complete successfully: exit code: 1' },
};
const TWO = `version: 1
image: [REPOSITORY, MIRROR]
size-limit: { growth: 10% }
tags: ["{{target}}-{{version}}", "{{target}}"]
publish: { staging: tag }
targets:
  app: { from: "python:3.12" }
  tool: { from: "python:3.12", contexts: { app: "image:app" }, test: [{ metadata: { user: app } }] }
`;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'several-refused': { matrix: SEVERAL, files: { '.trivyignore.yaml': IGNORES }, images: IMAGES },
  'several-reported': {
    matrix: SEVERAL,
    files: { '.trivyignore.yaml': IGNORES },
    images: { ...IMAGES, blind: { labels: LABELS }, broken: {}, leaky: { ...IMAGES['leaky'], env: [] } },
    build: { scan: 'report', tests: 'report', sbom: 'false' },
  },
  'without-scan-and-tests': { matrix: SEVERAL, images: IMAGES, build: { scan: 'off', tests: 'off' } },
  cancelled: {
    matrix: SEVERAL,
    files: { '.trivyignore.yaml': IGNORES },
    images: IMAGES,
    build: { concurrency: 1 },
    cancelAt: 'blind',
  },
  published: {
    matrix: TWO,
    images: { app: { onBase: true }, tool: { vulnerabilities: [MILD] } },
    published: { app: 6000, tool: 950 },
    build: { push: true, attachRecord: true },
  },
  'not-published': {
    matrix: TWO,
    images: { app: { vulnerabilities: [VULNERABLE] }, tool: { layers: [2000], user: '' } },
    published: { tool: 950 },
    build: { push: true },
  },
  'unscanned-limit': {
    matrix: `version: 1
image: REPOSITORY
size-limit: { unpacked: 4MB }
targets: { app: { from: "python:3.12", secrets: [token] } }
`,
    images: { app: {} },
    build: { push: true, scan: 'off', sign: true },
  },
};

const REQUEST: BuildRequest = {
  push: false,
  load: false,
  tags: [],
  labels: {},
  annotations: {},
  noCache: false,
  pull: false,
  refresh: false,
  allowOlder: false,
  provenance: 'true',
  sbom: 'true',
  attestationsAs: 'auto',
  cache: 'auto',
  trivy: { path: '/opt/trivy', dbRepositories: [] },
  attachRecord: false,
  sign: false,
  signOptions: [],
  concurrency: 2,
};

/** Answers for the base image's registry; everything else goes to the network. */
async function fetchWithBase(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.hostname !== FAKE_BASE.name.split('/')[0]) return fetch(input, init);
  const { blobs, digest } = fakeBase();
  const [, kind, wanted] = /\/(manifests|blobs)\/(.+)$/.exec(url.pathname) ?? [];
  if (kind === undefined) return new Response('{}');
  // The tag has moved on since the image was built.
  const found = blobs.find((blob) => blob.digest === (wanted === FAKE_BASE.tag ? digest : wanted));
  if (!found) return new Response('{}', { status: 404 });
  return new Response(init?.method === 'HEAD' ? null : found.body.toString(), {
    headers: {
      'content-type': found.mediaType ?? 'application/octet-stream',
      'content-length': String(found.body.length),
      'docker-content-digest': wanted === FAKE_BASE.tag ? `sha256:${'9'.repeat(64)}` : found.digest,
    },
  });
}

/** Builds a scenario; gives everything that it shows, by name, without what changes from run to run. */
async function shownBy(scenario: Scenario): Promise<Readonly<Record<string, string>>> {
  const registry = await startMemoryRegistry();
  const repository = `${registry.host}/app`;
  const mirror = `${registry.host}/mirror`;
  const project = makeProject({
    ...TEMPLATES,
    ...scenario.files,
    'matrix.yaml': scenario.matrix.replace('REPOSITORY', repository).replace('MIRROR', mirror),
    'db/trivy.db': '',
    'db/metadata.json': '{}',
  });
  const client = createRegistry(registryEffects());
  const push = async (layout: FakeLayout): Promise<void> => {
    for (const { digest, body, mediaType } of layout.blobs)
      await (mediaType === undefined
        ? client.upload(repository, body)
        : client.store(repository, { digest, body, mediaType }));
  };
  for (const [tag, size] of Object.entries(scenario.published ?? {})) {
    const layout = fakeLayout(tag, { layers: [size] });
    await push(layout);
    const manifest = await client.manifest(repository, layout.digest);
    if (manifest) await client.tag(repository, tag, manifest);
  }
  const cancel = new AbortController();
  const engine = fakeEngine(scenario.images, async (id, layout) => {
    if (scenario.build?.push) await push(layout);
    if (id === scenario.cancelAt) cancel.abort();
  });
  const host: Host = {
    ...realHost({
      say: () => {},
      group: () => () => {},
      signal: cancel.signal,
      env: {
        HOME: project.dir,
        DOCKER_CONFIG: project.path('docker'),
        XDG_CACHE_HOME: project.path('cache'),
        'INPUT_GITHUB-TOKEN': 'of the runner',
        ACTIONS_RUNTIME_TOKEN: 'of the runner',
      },
      exec: (command) => {
        expect(JSON.stringify(command.env ?? {})).not.toContain('of the runner');
        return engine(command);
      },
    }),
    fetch: fetchWithBase,
    sleep: async () => {},
    now: () => Date.parse('2026-06-01T00:00:00Z'),
  };
  const scrubbed = (text: string): string =>
    text
      .replaceAll(project.dir, 'PROJECT')
      .replaceAll(registry.host, 'registry.example')
      .replace(/("(?:seconds|build|gates|publish)": )[0-9.e-]+/g, '$1"TIME"')
      .replace(/\b\d+\.\d s\b/g, 'TIME')
      .replace(/ time="[0-9.]+"/g, '')
      .replace(/\b\d+ s, /g, 'TIME, ')
      .replace(/("name": "docker-matrix-action",\s+"version": )"[^"]+"/, '$1"VERSION"')
      .replace(/staging-[0-9a-f]{12}/g, 'staging-DIGEST');
  const shown: Record<string, string> = {};
  try {
    const built = await command.run(
      {
        matrix: project.path('matrix.yaml'),
        targets: [],
        platforms: [],
        overrides: {},
        out: project.path('out'),
        facts: { ...NO_RUN, version: '1.2.3', revision: 'a'.repeat(40), created: '2026-05-01T00:00:00Z' },
        build: {
          ...REQUEST,
          ...scenario.build,
          trivy: { ...REQUEST.trivy, db: project.path('db') },
        },
      },
      host,
      openingOnce(host),
    );
    shown['stdout.json'] = JSON.stringify(command.json(built), undefined, 2);
    shown['stdout.txt'] = command.text(built);
    shown['summary.txt'] = command.summary?.(built) ?? '';
    shown['outputs.txt'] = Object.entries(buildOutputs(built.report))
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
    for (const name of project.files())
      if (/^out\/(?:report|image-index)\.json$|\.sarif$|junit\.xml$/.test(name))
        // The formatter leaves JSON in test/ alone.
        shown[name.slice('out/'.length).replace(/\.sarif$/, '.sarif.json')] = project.read(name);
    expect(shown['report.json']?.trimEnd()).toBe(shown['stdout.json']);
    delete shown['stdout.json'];
  } catch (cause) {
    if (!(cause instanceof ProblemsFound)) throw cause;
    shown['problems.txt'] = formatProblems(cause.problems, (file) => readFileSync(file, 'utf8'));
  } finally {
    await registry.close();
  }
  return Object.fromEntries(
    Object.entries(shown).map(([name, text]) => [name, `${scrubbed(text).trimEnd()}\n`]),
  );
}

it.each(Object.entries(SCENARIOS))('%s', async (name, scenario) => {
  const actual = await shownBy(scenario);
  const folder = join(EXPECTED, name);
  if (UPDATE) writeTree(folder, actual);
  expect(actual).toEqual(readTree(folder));
});
