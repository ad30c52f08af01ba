import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { engine } from '../rig/engine.ts';
import type { Fault } from '../rig/faulty-server.ts';
import { startGhcr } from '../rig/ghcr.ts';
import type { Front } from '../rig/registry-front.ts';
import type { Bench } from './bench.ts';

const PASSWORDS: Readonly<Record<string, string>> = { ada: 'ghs_secret', bob: 'ghs_reader' };

/**
 * A registry with tokens, and with faults, in front of the real one; until the end of the test.
 * Ada may push, Bob may pull.
 */
export interface GuardedRegistry extends Front {
  /** The environment that `docker login` leaves for a user; for one without a password, that of nobody. */
  readonly login: (name: string) => Record<string, string>;
}

export async function startGuardedRegistry(
  bench: Bench,
  faults: readonly Fault[] = [],
): Promise<GuardedRegistry> {
  const front = await startGhcr({
    upstream: `http://${engine.registry}`,
    users: { ada: { password: 'ghs_secret', push: [''] }, bob: { password: 'ghs_reader' } },
    faults,
  });
  onTestFinished(() => front.close());
  return {
    ...front,
    login: (name) => {
      const config = bench.path(`docker-${name}-${front.host.replace(':', '-')}`);
      mkdirSync(config, { recursive: true });
      const auths =
        PASSWORDS[name] === undefined
          ? {}
          : { [front.host]: { auth: Buffer.from(`${name}:${PASSWORDS[name]}`).toString('base64') } };
      writeFileSync(join(config, 'config.json'), JSON.stringify({ auths }));
      symlinkSync(join(process.env['DOCKER_CONFIG'] ?? '', 'cli-plugins'), join(config, 'cli-plugins'));
      return { DOCKER_CONFIG: config, BUILDX_CONFIG: join(process.env['DOCKER_CONFIG'] ?? '', 'buildx') };
    },
  };
}
