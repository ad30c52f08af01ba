/** The effects (disk, network, clock) that tests hand to the code: the real ones, without progress lines. */

import type { Host } from '../../src/effects/host.ts';
import { realHost } from '../../src/host/host.ts';
import type { RegistryEffects } from '../../src/registry/registry.ts';

/** This machine without a word about progress, from the folder that is current now unless another one is given. */
export function quietHost(over: Partial<Host> = {}): Host {
  const host = realHost({
    say: () => {},
    group: () => () => {},
    signal: new AbortController().signal,
    ...(over.cwd === undefined ? {} : { cwd: over.cwd }),
    ...(over.env === undefined ? {} : { env: over.env }),
    ...(over.exec === undefined ? {} : { exec: over.exec }),
  });
  return { ...host, ...over };
}

/** The effects of a registry client: the real network and clock, no logins, and pauses that take no time. */
export function registryEffects(over: Partial<RegistryEffects> = {}): RegistryEffects {
  const { fetch, after, random, now } = quietHost();
  return { fetch, after, random, now, credentials: async () => undefined, sleep: async () => {}, ...over };
}
