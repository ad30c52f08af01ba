/** A BuildKit with a store of its own, for tests that need an empty one: the engine's is never emptied under others. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { engine } from '../rig/engine.ts';

/** A daemon that runs. */
export interface OwnBuildkit {
  /** What buildx reaches it by. */
  readonly endpoint: string;
  /** Ends it; its folder stays. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a daemon with the configuration of the engine's.
 *
 * @param folder is made, and holds its store; its path must be short enough for a socket.
 */
export async function startBuildkit(folder: string): Promise<OwnBuildkit> {
  mkdirSync(folder);
  const socket = join(folder, 'socket');
  const config = readFileSync(join(process.env['DOCKER_CONFIG'] ?? '', '../buildkitd.toml'), 'utf8')
    .replace(/^root = .*$/m, `root = "${join(folder, 'store')}"`)
    .replace(/^address = .*$/m, `address = ["unix://${socket}"]`);
  writeFileSync(join(folder, 'buildkitd.toml'), config);
  const daemon = spawn('buildkitd', ['--config', join(folder, 'buildkitd.toml')], { stdio: 'ignore' });
  await expect.poll(() => existsSync(socket), { timeout: 60_000 }).toBe(true);
  return {
    endpoint: `unix://${socket}`,
    stop: async () => {
      daemon.kill();
      await once(daemon, 'exit');
    },
  };
}

/** Where buildx reaches the engine's own daemon. */
export function engineEndpoint(): string {
  const text = execFileSync('docker', ['buildx', 'inspect', engine.builder], { encoding: 'utf8' });
  const endpoint = /^Endpoint:\s+(\S+)/m.exec(text)?.[1];
  if (endpoint === undefined) throw new Error(`no endpoint in:\n${text}`);
  return endpoint;
}

/**
 * Makes a builder for buildx.
 *
 * @param nodes where each node is, and the platforms that it builds for, where that is not all that it can.
 * @returns a way to remove it.
 */
export function makeBuilder(
  name: string,
  nodes: readonly { readonly endpoint: string; readonly platforms?: string }[],
): () => void {
  const buildx = (...args: readonly string[]): void =>
    void execFileSync('docker', ['buildx', ...args], { stdio: 'pipe' });
  nodes.forEach(({ endpoint, platforms }, index) =>
    buildx(
      'create',
      '--name',
      name,
      ...(index > 0 ? ['--append'] : []),
      '--driver',
      'remote',
      ...(platforms === undefined ? [] : ['--platform', platforms]),
      endpoint,
    ),
  );
  return () => buildx('rm', name);
}
