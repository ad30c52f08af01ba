import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeEngine, engine } from '../rig/engine.ts';
import { useBench, type ActionRun } from './bench.ts';
import { tagsOf } from './registry.ts';

const DEBIAN = `${engine.bases}/library/debian:bookworm-slim`;
/** No token of anybody: made anew for each run, in the form that GitHub's have. */
const TOKEN = `ghp_${randomBytes(18).toString('hex')}`;
const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();

const errors = ({ annotations }: ActionRun): readonly string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

function everyFile(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describeEngine('policy', () => {
  const bench = useBench('policy');
  const clean = (): string => bench.database({});

  it('refuses root, secrets, missing labels and large images, each with its reason; publishes nothing', async () => {
    const repository = bench.repository('app');
    const dir = bench.project({
      'matrix.yaml': `
version: 1
image: ${repository}
values: { from: ${DEBIAN} }
policy: { labels: [org.opencontainers.image.title] }
targets:
  fine: { from: "{{from}}", policy: { user: non-root }, size-limit: { compressed: 1GB, unpacked: 1GB, growth: 1% } }
  root: { from: "{{from}}", policy: { user: non-root } }
  unlabelled: { from: "{{from}}", policy: { labels: [org.example.support] } }
  key: { from: "{{from}}" }
  token: { from: "{{from}}" }
  large: { from: "{{from}}", size-limit: 1MB }
  unpacked: { from: "{{from}}", size-limit: { unpacked: 50MiB } }
  written: { from: "{{from}}", size-limit: 1MB }
`,
      'templates/fine.hbs': 'USER 1000\n',
      'templates/root.hbs': 'USER 0\n',
      'templates/unlabelled.hbs': 'COPY --link app /app\n',
      'templates/key.hbs': 'COPY --link key.pem /srv/key.pem\nRUN rm /srv/key.pem\n',
      'templates/token.hbs': `ENV CI_TOKEN=${TOKEN}\n`,
      'templates/large.hbs': 'COPY --link app /app\n',
      'templates/unpacked.hbs': 'COPY --link app /app\n',
      'templates/written.hbs': `RUN echo 'github_token = ${TOKEN}' > /etc/tok\n`,
      'key.pem': KEY,
      app: 'x',
    });
    const run = await bench.action(dir, { inputs: { push: 'true', 'trivy-db': clean() } });
    expect(run.code).toBe(1);
    expect(errors(run).map((message) => message.split('\n')[0])).toEqual([
      'image "key" (linux/amd64) holds what looks like a secret in /srv/key.pem, line 2, of layer 1 ' +
        'above the base (a COPY): Asymmetric Private Key (private-key)',
      'image "root" (linux/amd64) runs as "0", which is root',
      'image "token" (linux/amd64) has the environment variable CI_TOKEN, which looks like a secret',
      'image "token" (linux/amd64) holds what looks like a secret in its configuration (environment or ' +
        'history): GitHub Personal Access Token (github-pat)',
      'image "unlabelled" (linux/amd64) lacks the label org.example.support',
      'image "written" (linux/amd64) holds what looks like a secret in /etc/tok, line 1, of layer 1 ' +
        'above the base (a RUN): GitHub Personal Access Token (github-pat)',
      'image "written" (linux/amd64) holds what looks like a secret in its configuration (environment or ' +
        'history): GitHub Personal Access Token (github-pat)',
      // Sizes have a place, the limit's.
      expect.stringMatching(
        /^image "large" \(linux\/amd64\) is \d+\.\d MB compressed, \d+\.\d MB more than the limit of 1MB$/,
      ),
      expect.stringMatching(
        /^image "unpacked" \(linux\/amd64\) is \d+\.\d MB unpacked, \d+\.\d MB more than the limit of 50MiB$/,
      ),
      expect.stringMatching(/^image "written" \(linux\/amd64\) is \d+\.\d MB compressed/),
      '10 problems found',
    ]);
    expect(errors(run).join('\n')).not.toContain(TOKEN);
    expect(errors(run)[7]).toMatch(
      /the largest layers are 32\.\d MB the base image; \d+ B layer 1 above the base \(a COPY\); /,
    );
    expect(await tagsOf(repository)).toEqual([]);
    expect(run.summary).toMatch(/\*\*fine\*\* \(not published\)/);
    expect(run.summary).toMatch(/\*\*key\*\* \(refused\)/);

    // What was found is in no output and in no file of the gates.
    // (The Dockerfile has the token: somebody wrote it there.)
    const secret = KEY.split('\n')[3] ?? '';
    const report = run.outputs['report'] ?? '';
    for (const text of [
      run.summary,
      readFileSync(report, 'utf8'),
      ...everyFile(join(dirname(report), 'scan')).map((path) => readFileSync(path, 'utf8')),
    ]) {
      expect(text).not.toContain(TOKEN);
      expect(text).not.toContain(secret);
    }
    expect(run.log).not.toContain(secret);
  });

  it('finds logins in files, URLs of databases and keys, also those that a later step removed', async () => {
    const dir = bench.project({
      'matrix.yaml': `
version: 1
image: ${bench.repository('app')}
targets: { app: { from: scratch } }
`,
      'templates/app.hbs':
        'COPY files /\nCOPY empty /root/.netrc\nENV QUEUE=amqp://app:hunter2@queue PIP_INDEX_URL=https://pypi.org\n',
      empty: '',
      'files/root/.npmrc': `//registry.npmjs.org/:_authToken=npm_${randomBytes(18).toString('hex')}\n`,
      'files/root/.netrc': 'machine a.org\nlogin me\npassword hunter2hunter2\n',
      'files/root/.git-credentials': 'https://me:hunter2hunter2@github.com\n',
      'files/root/.docker/config.json': '{"auths":{"ghcr.io":{"auth":"b2N0bzpodW50ZXIyaHVudGVyMg=="}}}',
      'files/etc/pip.conf': '[global]\nindex-url = https://me:hunter2hunter2@pypi.internal/simple\n',
      'files/app/settings.py': 'URL = "postgresql://app:hunter2hunter2@db/app"\n',
      'files/app/keys.env': `A=sk-ant-api03-${randomBytes(45).toString('hex')}\nB=gsk_${randomBytes(26).toString('hex')}\n`,
      // No secrets, and places where Trivy does not look.
      'files/app/.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n',
      'files/app/sample.env': 'DATABASE_URL=postgres://user:password@localhost/db\n',
      'files/app/tests/settings.py': 'URL = "postgresql://app:hunter2hunter2@db/app"\n',
      'files/app/node_modules/x/.npmrc': '_auth=aGVsbG86d29ybGQ=\n',
    });
    const run = await bench.action(dir, { inputs: { 'trivy-db': clean() } });
    expect(run.code).toBe(1);
    const holds = 'holds what looks like a secret in';
    expect(
      errors(run)
        .map((message) =>
          (message.split('\n')[0] ?? '').replace(
            /^image "app" \(linux\/amd64\) |, of layer 1 \(a COPY\)/g,
            '',
          ),
        )
        .toSorted(),
    ).toEqual([
      '10 problems found',
      'has the environment variable QUEUE, which holds a password',
      `${holds} /app/keys.env, line 1: Anthropic API key (anthropic-api-key)`,
      `${holds} /app/keys.env, line 2: Groq API key (groq-api-key)`,
      `${holds} /app/settings.py, line 1: Password in the URL of a database (database-url)`,
      `${holds} /etc/pip.conf, line 2: Login in a URL (url-login)`,
      `${holds} /root/.docker/config.json, line 1: Login of a container registry (docker-login)`,
      `${holds} /root/.git-credentials, line 1: Login in a URL (url-login)`,
      `${holds} /root/.netrc, line 3: Login (.netrc) (netrc-login)`,
      `${holds} /root/.npmrc, line 1: Login of a package registry (.npmrc) (npmrc-login)`,
      `${holds} its configuration (environment or history): Password in the URL of a database (database-url)`,
    ]);
    expect(errors(run).join()).not.toMatch(/hunter2|sk-ant|gsk_|npm_/);
    expect(everyFile(dirname(run.outputs['report'] ?? '')).filter((path) => path.endsWith('.yaml'))).toEqual(
      [],
    );
  });

  it('finds root under any name, in the passwd file of the finished image', async () => {
    const dir = bench.project({
      'matrix.yaml': `
version: 1
image: ${bench.repository('app')}
platforms: [linux/amd64, linux/arm64]
policy: { user: non-root }
targets:
  app: { from: scratch, template: user, values: { user: "app:root" } }
  number: { from: scratch, template: bare, values: { user: "1000" } }
  root: { from: scratch, template: user, values: { user: +0 } }
  toor: { from: scratch, template: user, values: { user: toor } }
  other: { from: scratch, template: user, values: { user: other } }
  bare: { from: scratch, values: { user: app } }
  linked: { from: scratch, values: { user: app } }
  later: { from: scratch, values: { user: app } }
`,
      'templates/user.hbs': 'COPY passwd /etc/passwd\nUSER {{user}}\n',
      'templates/bare.hbs': 'COPY passwd /other\nUSER {{user}}\n',
      'templates/linked.hbs': 'COPY passwd /store/passwd\nCOPY links /etc\nUSER {{user}}\n',
      'templates/later.hbs': 'COPY passwd /etc/passwd\nCOPY wrong /etc/passwd\nUSER {{user}}\n',
      passwd: 'root:x:0:0::/root:\napp:x:1000:1000::/:\ntoor:x:0:0::/:\n',
      wrong: 'app:x:0:0::/:\n',
      'links/other': '',
    });
    // COPY keeps the links in a folder.
    symlinkSync('../store/passwd', join(dir, 'links/passwd'));
    const run = await bench.cli(dir, ['build', '--scan', 'off', '--format', 'json']);
    const { problems } = JSON.parse(run.stdout) as { problems: readonly { message: string }[] };
    const refusal = (id: string, what: string): string =>
      `image "${id}" (linux/amd64, linux/arm64) runs as ${what}`;
    expect(problems.map(({ message }) => message).toSorted()).toEqual([
      refusal('bare', '"app", a user that its /etc/passwd does not have'),
      refusal('later', '"app", which is user 0 in its /etc/passwd: root'),
      refusal('other', '"other", a user that its /etc/passwd does not have'),
      refusal('root', '"+0", which is root'),
      refusal('toor', '"toor", which is user 0 in its /etc/passwd: root'),
    ]);
  });

  it('refuses growth against what is published, and passes the first publication', async () => {
    const repository = bench.repository('app');
    const dir = bench.project({
      'matrix.yaml':
        `version: 1\nimage: ${repository}\nplatforms: [linux/amd64, linux/arm64]\nscan: { mode: "off" }\n` +
        'targets:\n  app: { from: scratch, size-limit: { growth: 50% } }\n',
      'templates/app.hbs': 'COPY --link data /data\n',
    });
    const publish = async (bytes: number): Promise<ActionRun> => {
      writeFileSync(join(dir, 'data'), randomBytes(bytes));
      return bench.action(dir, { inputs: { push: 'true' } });
    };
    expect((await publish(20_000)).code).toBe(0);
    expect((await publish(25_000)).code).toBe(0);
    const run = await publish(60_000);
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      new RegExp(
        '^image "app" \\(linux/amd64\\) is 6\\d\\.\\d kB compressed, ' +
          `2\\d\\.\\d kB more than 2\\d\\.\\d kB of ${repository}:app and 50% of growth allow`,
      ),
    );
    expect(errors(run)).toHaveLength(3);
  });

  it('builds nothing whose unpacked size has a limit and is never found out', async () => {
    const dir = bench.project({
      'matrix.yaml':
        `version: 1\nimage: ${bench.repository('app')}\nscan: { mode: "off" }\ntargets:\n` +
        '  app: { from: scratch, size-limit: { unpacked: 1GB } }\n',
      'templates/app.hbs': 'COPY --link data /data\n',
      data: 'x',
    });
    const run = await bench.action(dir, { inputs: { push: 'true' } });
    expect(run.code).toBe(1);
    expect(errors(run)[0]).toMatch(
      /^only the scan, which is off, finds out whether images are within the limit of 1GB unpacked/,
    );
    expect(run.log).not.toContain('COPY --link data');
  });

  it('says what it could not check in the local engine', async () => {
    const dir = bench.project({
      'matrix.yaml':
        `version: 1\nimage: ${bench.repository('app')}\nscan: { mode: "off" }\ntargets:\n` +
        '  app: { from: scratch, size-limit: 1B, policy: { user: non-root } }\n',
      'templates/app.hbs': 'COPY --link data /data\n',
      data: 'x',
    });
    const run = await bench.action(dir, { inputs: { load: 'true', builder: engine.hostBuilder } });
    expect(run.code).toBe(0);
    expect(run.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'warning: image "app": its user, labels and environment could not be checked, as ' +
        'its configuration could not be read',
      'warning: image "app" (linux/amd64): its compressed size could not be checked: an image ' +
        'in the local engine is not compressed',
    ]);
  });
});
