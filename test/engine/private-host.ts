import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** What a project keeps to itself: Git repositories and packages behind a password, and one public file. */
export interface PrivateHost {
  /** Builds reach it by this, because the builder uses the machine's network. */
  readonly url: string;
  readonly password: string;
  /** `STATUS METHOD PATH`, and the user where one was let in. */
  readonly log: readonly string[];
  readonly close: () => Promise<void>;
}

const USER = 'x-access-token';

/**
 * Serves `FOLDER/git` (bare repositories, by git's own http-backend) and `FOLDER/private` to those who know the
 * password, and `FOLDER/public` to everyone.
 */
export async function startPrivateHost(
  folder: string,
  files: (url: string) => Readonly<Record<string, string | Buffer>>,
): Promise<PrivateHost> {
  const password = `pw-${Math.random().toString(36).slice(2)}`;
  const log: string[] = [];
  const served = new Map<string, string | Buffer>();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    const allowed =
      request.headers.authorization === `Basic ${Buffer.from(`${USER}:${password}`).toString('base64')}`;
    response.on('finish', () =>
      log.push(`${response.statusCode} ${request.method ?? ''} ${path}${allowed ? ` ${USER}` : ''}`),
    );
    const file = served.get(path.slice(1));
    if (!path.startsWith('/public/') && !allowed)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="private"' }).end();
    else if (path.startsWith('/git/')) answerGit(join(folder, 'git'), request, response);
    else if (file === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': path.endsWith('/') ? 'text/html' : 'application/octet-stream' })
        .end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const [path, content] of Object.entries(files(url))) served.set(path, content);
  return {
    url,
    password,
    log,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

/** https://git-scm.com/docs/git-http-backend, as CGI. */
function answerGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname.slice('/git'.length),
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      HTTP_GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
      REMOTE_USER: USER,
    },
  });
  request.pipe(child.stdin);
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.on('close', () => {
    const whole = Buffer.concat(parts);
    const end = whole.indexOf('\r\n\r\n');
    const headers = Object.fromEntries(
      whole
        .subarray(0, end)
        .toString()
        .split('\r\n')
        .map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 1).trim(),
        ]),
    );
    response
      .writeHead(
        Number.parseInt(headers['status'] ?? '200', 10),
        headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] },
      )
      .end(whole.subarray(end + 4));
  });
}

/** A bare repository with one commit per branch, below `FOLDER/git`. */
export function makeRepository(
  folder: string,
  name: string,
  branches: Readonly<Record<string, Readonly<Record<string, string>>>>,
): void {
  const work = join(folder, 'work', name);
  mkdirSync(work, { recursive: true });
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: work,
      stdio: 'pipe',
    });
  git('init', '--quiet');
  for (const [branch, files] of Object.entries(branches)) {
    git('checkout', '--quiet', '--orphan', branch);
    git('rm', '-rfq', '--ignore-unmatch', '.');
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), content);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', branch);
  }
  git('clone', '--quiet', '--bare', '.', join(folder, 'git', name));
}

/** A wheel that holds one empty module, as pip's own index pages and wheels have it. */
export function makeWheel(name: string, version: string): Buffer {
  const info = `${name}-${version}.dist-info`;
  const files = {
    [`${name}/__init__.py`]: `__version__ = "${version}"\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: '',
  };
  const script =
    'import io, json, sys, zipfile\nout = io.BytesIO()\nwith zipfile.ZipFile(out, "w") as z:\n' +
    '  for name, text in json.load(sys.stdin).items(): z.writestr(name, text)\n' +
    'sys.stdout.buffer.write(out.getvalue())';
  return execFileSync('python3', ['-c', script], { input: JSON.stringify(files) });
}
