/** An apt repository and a package index that releases move forward, on this machine. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What builds fetch: one Debian package, and one package of which every version can be had. */
export interface PackageServer {
  readonly url: string;
  /** The version of the Debian package "local-tool" from now on. It writes it to /usr/share/local-tool. */
  readonly setTool: (version: string) => void;
  /** The newest version of the package: what /package/newest gives. */
  readonly setNewest: (version: string) => void;
  readonly stop: () => void;
}

/** Starts a server. `folder` is made, and holds what Debian packages are built from. */
export async function startPackageServer(folder: string): Promise<PackageServer> {
  const files = new Map<string, Buffer>();
  let newest = '';
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/(?:\.\/)?/, '');
    const version = /^package\/(.+)$/.exec(path)?.[1];
    const body =
      version === undefined ? files.get(path) : Buffer.from(version === 'newest' ? newest : version);
    if (body === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': body.length }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  mkdirSync(folder);
  return {
    url: `http://127.0.0.1:${port}`,
    setNewest: (version) => void (newest = version),
    setTool: (version) => {
      const tree = join(folder, version);
      for (const part of ['DEBIAN', 'usr/share']) mkdirSync(join(tree, part), { recursive: true });
      const control = [
        'Package: local-tool',
        `Version: ${version}`,
        'Architecture: all',
        'Maintainer: nobody <nobody@example.org>',
        'Description: says its version',
      ].join('\n');
      writeFileSync(join(tree, 'DEBIAN/control'), `${control}\n`);
      writeFileSync(join(tree, 'usr/share/local-tool'), version);
      for (const part of ['', 'DEBIAN', 'usr', 'usr/share']) chmodSync(join(tree, part), 0o755);
      const name = `local-tool_${version}_all.deb`;
      execFileSync('dpkg-deb', ['--build', '--root-owner-group', tree, join(folder, name)], {
        stdio: 'pipe',
      });
      const archive = readFileSync(join(folder, name));
      const hash = createHash('sha256').update(archive).digest('hex');
      files.set(name, archive);
      files.set(
        'Packages',
        Buffer.from(`${control}\nFilename: ./${name}\nSize: ${archive.length}\nSHA256: ${hash}\n`),
      );
    },
    stop: () => void server.close(),
  };
}
