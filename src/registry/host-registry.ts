import type { Host } from '../effects/host.ts';
import { dockerCredentials } from '../host/docker-credentials.ts';
import { createRegistry } from './client.ts';
import type { Registry } from './registry.ts';

/** The registry client with this machine's network and Docker's logins. */
export function hostRegistry(host: Host): Registry {
  const readFile = async (path: string): Promise<string> =>
    Buffer.from(await host.files.readBytes(path)).toString('utf8');
  return createRegistry({
    fetch: host.fetch,
    sleep: host.sleep,
    random: Math.random,
    credentials: dockerCredentials({ exec: host.exec, readFile, env: host.env }),
  });
}
