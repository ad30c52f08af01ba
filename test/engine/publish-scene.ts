import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journal } from '../../src/publish/journal.ts';
import type { Publication } from '../../src/publish/publish.ts';
import { createRegistry } from '../../src/registry/client.ts';
import type { Registry } from '../../src/registry/registry.ts';
import { engine } from '../rig/engine.ts';
import { createHold, type Fault, type Hold } from '../rig/faulty-server.ts';
import { startGhcr } from '../rig/ghcr.ts';
import type { Front } from '../rig/registry-front.ts';
import { digestOf } from './registry.ts';
import { registryEffects } from '../rig/host.ts';

const ROOT = join(import.meta.dirname, '../..');
const USER = { username: 'me', password: 'pw' };

/** `v1` is new and never moves, `new` is new, the others exist. */
export const TAGS = ['v1', 'one', 'two', 'three', 'new'];
const OLD_TAGS = ['one', 'two', 'three'];

export interface SceneOptions {
  readonly faults?: readonly Fault[];
  readonly deletes?: 'refuse' | 'pass';
  /** Also publish to a mirror. */
  readonly mirror?: boolean;
  readonly timeoutMs?: number;
}

/**
 * A repository in the engine's registry with a release and a candidate, and a mirror with the release; a
 * front with faults before both.
 */
export interface Scene {
  readonly front: Front;
  /** The client of the product, whose waits are a hundredth as long. */
  readonly registry: Registry;
  readonly plan: readonly Publication[];
  readonly candidate: string;
  readonly waited: readonly number[];
  /** Where every tag points: `one old, v1 –`. */
  readonly state: () => Promise<string>;
  readonly allMoved: string;
  readonly noneMoved: string;
  /** Writes a journal as a run would have left it when it was killed before its first tag. */
  readonly journal: () => string;
  readonly readJournal: (path: string) => Journal;
  /** Moves everything, past the front: what a run has done by the time that it is killed after its last tag. */
  readonly moveAll: () => Promise<void>;
  /** `docker-matrix` of dist, killed when `hold` is reached. */
  readonly killAt: (args: readonly string[], hold: Hold, what: 'handle' | 'drop') => Promise<void>;
  /** The same with a signal that it may answer: the world goes on once it was sent. Gives the exit status. */
  readonly interruptAt: (
    args: readonly string[],
    hold: Hold,
    signal: 'SIGINT' | 'SIGTERM',
  ) => Promise<number>;
  readonly run: (
    args: readonly string[],
  ) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly close: () => Promise<void>;
}

const sha256 = (content: string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;

async function request(url: string, init: RequestInit, allowed: readonly number[]): Promise<Response> {
  const response = await fetch(url, init);
  if (!allowed.includes(response.status))
    throw new Error(`${init.method} ${url}: ${response.status} ${await response.text()}`);
  return response;
}

async function pushBlob(path: string, content: string): Promise<{ digest: string; size: number }> {
  const base = `http://${engine.registry}/v2/${path}`;
  const begun = await request(`${base}/blobs/uploads/`, { method: 'POST' }, [202]);
  const url = new URL(begun.headers.get('location') ?? '', base);
  url.searchParams.append('digest', sha256(content));
  await request(
    String(url),
    { method: 'PUT', body: content, headers: { 'content-type': 'application/octet-stream' } },
    [201],
  );
  return { digest: sha256(content), size: content.length };
}

async function pushManifest(
  path: string,
  mediaType: string,
  document: object,
  tag?: string,
): Promise<{ mediaType: string; digest: string; size: number }> {
  const body = JSON.stringify(document);
  await request(
    `http://${engine.registry}/v2/${path}/manifests/${tag ?? sha256(body)}`,
    { method: 'PUT', body, headers: { 'content-type': mediaType } },
    [201],
  );
  return { mediaType, digest: sha256(body), size: body.length };
}

/** Two platforms and an attestation, a few bytes each. */
export async function pushImage(path: string, text: string, tags: readonly string[] = []): Promise<string> {
  const manifestType = 'application/vnd.oci.image.manifest.v1+json';
  const layerType = 'application/vnd.oci.image.layer.v1.tar';
  const shared = pushBlob(path, `shared ${text}`);
  const platforms = await Promise.all(
    ['amd64', 'arm64', 'unknown'].map(async (architecture) => {
      const [layer, config, own] = await Promise.all([
        shared,
        pushBlob(path, JSON.stringify({ architecture, os: 'linux', config: { Labels: { text } } })),
        pushBlob(path, `${architecture} ${text}`),
      ]);
      const layers = [layer, own].map((blob) => ({ mediaType: layerType, ...blob }));
      const descriptor = await pushManifest(path, manifestType, {
        schemaVersion: 2,
        mediaType: manifestType,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers,
      });
      const isAttestation = architecture === 'unknown';
      return {
        ...descriptor,
        platform: { os: isAttestation ? 'unknown' : 'linux', architecture },
        ...(isAttestation ? { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } } : {}),
      };
    }),
  );
  const indexType = 'application/vnd.oci.image.index.v1+json';
  const index = { schemaVersion: 2, mediaType: indexType, manifests: platforms };
  const { digest } = await pushManifest(path, indexType, index);
  await Promise.all(tags.map((tag) => pushManifest(path, indexType, index, tag)));
  return digest;
}

export async function createScene({
  faults = [],
  deletes = 'pass',
  mirror = false,
  timeoutMs = 30_000,
}: SceneOptions = {}): Promise<Scene> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'publish-')));
  const name = `e2e-faults-${randomBytes(4).toString('hex')}`;
  const paths = [`${name}/app`, ...(mirror ? [`${name}/mirror`] : [])];
  const front = await startGhcr({
    upstream: `http://${engine.registry}`,
    users: { [USER.username]: { password: USER.password, push: [name] } },
    faults,
    deletes,
  });
  const port = front.host.split(':')[1] ?? '';
  // Two names of one front are two registries to a client, whose world stops as one.
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const [candidate, old = ''] = await Promise.all([
    pushImage(`${name}/app`, 'new'),
    ...paths.map((path) => pushImage(path, 'old', OLD_TAGS)),
  ]);
  const repositories = paths.map((path, index) => `${hosts[index]}/${path}`);
  const [primary = '', ...mirrors] = repositories;

  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  writeFileSync(
    join(folder, 'config.json'),
    JSON.stringify({ auths: Object.fromEntries(hosts.map((host) => [host, { auth }])) }),
  );
  writeFileSync(
    join(folder, 'matrix.yaml'),
    JSON.stringify({ version: '1', image: repositories, targets: { app: { from: 'debian:12' } } }),
  );
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, DOCKER_CONFIG: folder };
  const waited: number[] = [];
  const registry = createRegistry(
    registryEffects({
      credentials: async () => ({ kind: 'password', ...USER }),
      sleep: async (milliseconds) => {
        waited.push(milliseconds);
        await sleep(milliseconds / 100);
      },
    }),
    { timeoutMs },
  );
  const words = (digest: string | undefined): string =>
    digest === undefined ? '–' : digest === old ? 'old' : digest === candidate ? 'new' : digest.slice(7, 13);
  const stateOf = (digest: (tag: string) => string | undefined): string =>
    TAGS.map((tag) => `${tag} ${words(digest(tag))}`).join(', ');
  const everywhere = (state: string): string => paths.map(() => state).join('; ');
  const start = (args: readonly string[]): ChildProcess =>
    spawn(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  return {
    front,
    registry,
    waited,
    candidate,
    folder,
    env,
    plan: [{ image: 'app', repository: primary, digest: candidate, tags: TAGS, immutable: ['v1'], mirrors }],
    state: async () => {
      const states = await Promise.all(
        paths.map(async (path) => {
          const digests = new Map(
            await Promise.all(
              TAGS.map(async (tag) => [tag, await digestOf(`${engine.registry}/${path}`, tag)] as const),
            ),
          );
          return stateOf((tag) => digests.get(tag));
        }),
      );
      return states.join('; ');
    },
    allMoved: everywhere(stateOf(() => candidate)),
    noneMoved: everywhere(stateOf((tag) => (OLD_TAGS.includes(tag) ? old : undefined))),
    journal: () => {
      const path = join(folder, 'publish-journal.json');
      const tags = TAGS.flatMap((tag) =>
        repositories.map((repository) => ({
          image: 'app',
          repository,
          from: primary,
          tag,
          digest: candidate,
          ...(OLD_TAGS.includes(tag) ? { previous: old } : {}),
          immutable: tag === 'v1',
          state: 'pending' as const,
        })),
      );
      const journal: Journal = {
        version: 1,
        run: 'scene',
        started: '2026-01-02T03:04:05Z',
        state: 'publishing',
        tags: tags.map((tag, index) => ({ ...tag, order: index + 1 })),
        staging: [],
      };
      writeFileSync(path, JSON.stringify(journal));
      return path;
    },
    readJournal: (path) => JSON.parse(readFileSync(path, 'utf8')) as Journal,
    moveAll: async () => {
      await Promise.all(paths.map((path) => pushImage(path, 'new', TAGS)));
    },
    killAt: async (args, hold, what) => {
      const child = start(args);
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
      let isEnded = false;
      void ended.then(() => (isEnded = true));
      await Promise.race([hold.reached, ended]);
      if (isEnded) throw new Error(`it ended before it could be killed:\n${front.log.join('\n')}`);
      child.kill('SIGKILL');
      await ended;
      hold.release(what);
      await front.quiet();
    },
    interruptAt: async (args, hold, signal) => {
      const child = start(args);
      const ended = new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
      await Promise.race([hold.reached, ended]);
      child.kill(signal);
      await sleep(50);
      hold.release('handle');
      return ended;
    },
    run: async (args) => {
      const child = start(args);
      const written = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const)
        child[stream]?.setEncoding('utf8').on('data', (text: string) => (written[stream] += text));
      const code = await new Promise<number>((resolve) =>
        child.on('close', (status) => resolve(status ?? -1)),
      );
      return { code, ...written };
    },
    close: async () => {
      await front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export { createHold };
