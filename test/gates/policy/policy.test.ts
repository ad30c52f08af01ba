import { describe, expect, it } from 'vitest';
import type { KnownBase } from '../../../src/gates/gate/base-image.ts';
import type { SecretFinding } from '../../../src/gates/scan/findings.ts';
import {
  policyOf,
  policyProblems,
  type Policy,
  type PolicySubject,
} from '../../../src/gates/policy/policy.ts';
import { placed } from '../../rig/placed.ts';
import { CONFIG } from '../../rig/reports.ts';

const DEFAULT = policyOf({});
const SECRET: SecretFinding = {
  rule: 'private-key',
  title: 'Asymmetric Private Key',
  severity: 'HIGH',
  path: '/app/key.pem',
  line: 2,
  from: 'own',
  diffId: 'b',
};
const BASE: KnownBase = {
  name: 'docker.io/library/debian:12',
  digest: 'sha256:1',
  diffIds: ['a'],
  env: ['GIT_TOKEN=from-base'],
};

const platform = (
  over: Partial<PolicySubject> & {
    user?: string;
    env?: readonly string[];
    labels?: Readonly<Record<string, string>>;
  } = {},
): PolicySubject => {
  const { user = '', env = [], labels = {}, ...rest } = over;
  return {
    platform: 'linux/amd64',
    config: { ...CONFIG, user, env, labels, diffIds: ['a', 'b'], madeBy: ['ADD', 'COPY'] },
    secrets: [],
    ...rest,
  };
};
const messages = (subject: PolicySubject, over: Partial<Policy> = {}) =>
  policyProblems('app', [subject], { ...DEFAULT, ...over }).map(
    ({ severity, message }) => `${severity}: ${message}`,
  );

describe('policy', () => {
  it('asks for no user and no label unless told to, and for no secret', () =>
    expect(DEFAULT).toEqual({ user: 'any', labels: [], secrets: 'gate', allowEnv: [] }));

  it('takes what is asked for, and the default of everything else', () =>
    expect(policyOf(placed({ user: 'non-root' as const, 'allow-env': ['KEY'] }))).toEqual({
      user: 'non-root',
      labels: [],
      secrets: 'gate',
      allowEnv: ['KEY'],
    }));

  it('refuses root when asked to, once for all platforms', () => {
    const platforms = [platform({ uid: 0 }), platform({ platform: 'linux/arm64', uid: 0 })];
    expect(policyProblems('app', platforms, DEFAULT)).toEqual([]);
    expect(policyProblems('app', platforms, { ...DEFAULT, user: 'non-root' })).toMatchObject([
      {
        severity: 'error',
        code: 'policy-user',
        message: 'image "app" (linux/amd64, linux/arm64) names no user, so it runs as root',
      },
    ]);
    expect(messages(platform({ user: 'app', uid: 1000 }), { user: 'non-root' })).toEqual([]);
  });

  it.each([
    ['0:0', 0, 'which is root'],
    ['+0', 0, 'which is root'],
    ['root', 0, 'which is root'],
    ['toor', 0, 'which is user 0 in its /etc/passwd: root'],
    ['nobody-there', 'unknown', 'a user that its /etc/passwd does not have'],
  ] as const)('refuses USER %s, whose number is %s', (user, uid, what) => {
    expect(messages(platform({ user, uid }), { user: 'non-root' })).toEqual([
      `error: image "app" (linux/amd64) runs as "${user}", ${what}`,
    ]);
    expect(messages(platform({ user, uid }))).toEqual([]);
  });

  it('misses labels that are not there or empty', () => {
    expect(messages(platform({ labels: { a: 'x', b: ' ' } }), { labels: ['a', 'b', 'c'] })).toEqual([
      'error: image "app" (linux/amd64) lacks the labels b, c',
    ]);
  });

  it.each(['API_TOKEN=hunter2', 'DB_PASSWORD=x y', 'AWS_SECRET_ACCESS_KEY=abc', 'NPM_TOKEN=a=b'])(
    'refuses the environment %s, and does not repeat it',
    (entry) => {
      const [problem] = messages(platform({ env: [entry] }));
      const [name = '', value = ''] = entry.split(/=(.*)/s);
      expect(problem).toBe(
        `error: image "app" (linux/amd64) has the environment variable ${name}, which looks like a secret`,
      );
      expect(JSON.stringify(policyProblems('app', [platform({ env: [entry] })], DEFAULT))).not.toContain(
        value === 'abc' || value === 'x y' || value === 'hunter2' ? value : '=a=b',
      );
    },
  );

  it.each([
    ['DATABASE_URL=postgres://app:hunter2@db/app', 'holds a password'],
    ['PIP_INDEX_URL=https://ci:hunter2@pypi.example.org/simple', 'holds a password'],
    ['PIP_EXTRA_INDEX_URL=https://a.org/simple https://:hunter2@b.org/simple', 'holds a password'],
    ['CELERY_BROKER=redis://:hunter2@redis:6379/0', 'holds a password'],
    ['HTTPS_PROXY=http://me:hunter2@proxy:3128', 'holds a password'],
    ['CONNECTION=Server=db;User Id=sa;Password=hunter2;', 'holds a password'],
    ['PGPASSWORD=hunter2', 'looks like a secret'],
    ['MYSQL_PWD=hunter2', 'looks like a secret'],
    ['DB_PASS=hunter2', 'looks like a secret'],
    ['SECRETKEY=hunter2', 'looks like a secret'],
    ['CLIENTSECRET=hunter2', 'looks like a secret'],
    ['DJANGO_SECRET_KEY_BASE=hunter2', 'looks like a secret'],
    ['PASSPHRASE=correct horse', 'looks like a secret'],
    ['SSH_KEY_PASSPHRASE=swordfish', 'looks like a secret'],
    ['OPENAI_APIKEY=swordfish', 'looks like a secret'],
    ['SIGNING_KEY=swordfish', 'looks like a secret'],
    ['CACHE_KEY=a8f3e1', 'looks like a secret'],
  ])('refuses the environment %s: it %s', (entry, what) => {
    expect(messages(platform({ env: [entry] }))).toEqual([
      `error: image "app" (linux/amd64) has the environment variable ${entry.split('=')[0]}, which ${what}`,
    ]);
    expect(JSON.stringify(policyProblems('app', [platform({ env: [entry] })], DEFAULT))).not.toMatch(
      /hunter2|swordfish|horse|a8f3e1/,
    );
  });

  it.each([
    'PATH=/bin',
    'TOKENIZERS_PARALLELISM=false',
    'API_TOKEN=',
    'USE_TOKEN=true',
    'TOKEN_FILE=/run/secrets/t',
    'SSH_AUTH_SOCK=/run/ssh',
    'GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D',
    'KEY=42',
    'DATABASE_URL=postgres://db/app',
    'DATABASE_URL=postgres://app@db/app',
    'DATABASE_URL=postgres://app:${DB_PASSWORD}@db/app',
    'DATABASE_URL=postgres://app:<password>@db/app',
    'PIP_INDEX_URL=https://pypi.org/simple',
    'PIP_TRUSTED_HOST=pypi.org:443',
    'GIT_REMOTE=ssh://git@github.com:22/octo/app',
    'MAIL=mailto:me@example.org',
    'SENTRY_DSN=https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1',
    'SECRET_BACKEND=vault',
    'AWS_SECRET_NAME=prod/app',
    'SECRETS_DIR=secrets',
    'PASSWORD_HASHERS=argon2',
    'PASSWORD_MIN_LENGTH=12',
    'PASSWORD_STORE=basic',
    'TOKEN_EXPIRY=1h',
    'AUTH_TYPE=basic',
    'AUTH=ldap',
    'SORT_KEY=created-at',
    'PUBLIC_KEY=ssh-ed25519 AAAA',
    'BYPASS=proxy',
    'COMPASS_MODE=x1',
    'MONKEY=banana1',
    'KEYBOARD=de1',
    'PWD=relative',
    'BASE64=aGVsbG8=',
    'JAVA_OPTS=-Da=b;-Dc=d',
  ])('passes the environment %s', (entry) => {
    expect(messages(platform({ env: [entry] }))).toEqual([]);
  });

  it("leaves out what is allowed, and the base's own", () => {
    expect(
      messages(platform({ env: ['VAULT_AUTH_METHOD=kubernetes'] }), { allowEnv: ['VAULT_AUTH_METHOD'] }),
    ).toEqual([]);
    expect(messages(platform({ env: ['GIT_TOKEN=from-base'], base: BASE }))).toEqual([]);
    expect(messages(platform({ env: ['GIT_TOKEN=changed'], base: BASE }))).toHaveLength(1);
  });

  it('refuses a secret in a layer, with the file and the step that wrote it', () => {
    expect(messages(platform({ secrets: [SECRET] }))).toEqual([
      'error: image "app" (linux/amd64) holds what looks like a secret in /app/key.pem, line 2, ' +
        'of layer 2 (a COPY): Asymmetric Private Key (private-key)',
    ]);
    expect(messages(platform({ secrets: [{ ...SECRET, from: 'unknown' }] }))[0]).toMatch(/^error/);
    expect(messages(platform({ secrets: [SECRET], base: BASE }))[0]).toContain(
      'line 2, of layer 1 above the base (a COPY): ',
    );
  });

  it("only warns of the base's secrets, of mild rules, and when told to", () => {
    expect(messages(platform({ secrets: [{ ...SECRET, from: 'base', diffId: 'a' }] }))[0]).toMatch(
      /^warning: .*of layer 1 \(an ADD\), in the base image: /,
    );
    expect(messages(platform({ secrets: [{ ...SECRET, severity: 'MEDIUM' }] }))[0]).toMatch(/^warning/);
    expect(
      messages(platform({ secrets: [SECRET], env: ['A_TOKEN=x'] }), { secrets: 'report' }).map((message) =>
        message.slice(0, 7),
      ),
    ).toEqual(['warning', 'warning']);
    expect(messages(platform({ secrets: [SECRET], env: ['A_TOKEN=x'] }), { secrets: 'off' })).toEqual([]);
  });
});
