import { describe, expect, it } from 'vitest';
import { SECRET_RULES } from '../../../src/gates/scan/secret-rules.ts';
import { compilePattern } from '../../../src/pattern/re2.ts';

/** The rules that find something in a file, in the way of Trivy. */
function found(path: string, text: string): readonly string[] {
  return SECRET_RULES.filter((rule) => {
    const allowed = rule['allow-rules'] ?? [];
    if (rule.path !== undefined && !compilePattern(rule.path).test(path)) return false;
    if (allowed.some((allow) => allow.path !== undefined && compilePattern(allow.path).test(path)))
      return false;
    if (!rule.keywords.some((word) => text.toLowerCase().includes(word.toLowerCase()))) return false;
    return (
      compilePattern(rule.regex).test(text) &&
      !allowed.some((allow) => allow.regex !== undefined && compilePattern(allow.regex).test(text))
    );
  }).map(({ id }) => id);
}

describe('secret rules', () => {
  it.each([
    ['/root/.npmrc', '//registry.npmjs.org/:_authToken=npm_0123456789', 'npmrc-login'],
    ['/app/.npmrc', 'registry=https://r\n_auth = "aGVsbG86d29ybGQ="\n', 'npmrc-login'],
    ['/usr/etc/npmrc', '//r/:_password=aGVsbG8x', 'npmrc-login'],
    ['/root/.netrc', 'machine api.wandb.ai\n  login user\n  password 0123456789abcdef\n', 'netrc-login'],
    ['/root/.pypirc', '[pypi]\nusername = __token__\npassword = pypi-abc\n', 'pypirc-login'],
    ['/root/.docker/config.json', '{"auths": {"ghcr.io": {"auth": "b2N0bzpodW50ZXIy"}}}', 'docker-login'],
    ['/run/containers/auth.json', '{"identitytoken":"0123456789"}', 'docker-login'],
    ['/etc/pip.conf', '[global]\nindex-url = https://ci:hunter2@pypi.example/simple\n', 'url-login'],
    ['/root/.config/pip/pip.conf', 'extra-index-url = https://:hunter2@a.b/simple', 'url-login'],
    ['/root/.git-credentials', 'https://octo:hunter2@github.com\n', 'url-login'],
    ['/app/requirements-dev.txt', '--index-url https://a:hunter2@b.c/simple', 'url-login'],
    ['/app/.env', 'DATABASE_URL=postgres://app:hunter2@db/app\n', 'database-url'],
    ['/app/settings.py', "URL = 'postgresql+psycopg2://app:hunter2@db:5432/app'", 'database-url'],
    ['/etc/app.yaml', 'broker: redis://:hunter2@redis:6379/0', 'database-url'],
    ['/app/.env', `ANTHROPIC_API_KEY=sk-ant-api03-${'aB3_-'.repeat(18)}AA\n`, 'anthropic-api-key'],
    ['/app/.env', `GROQ="gsk_${'a1B2'.repeat(13)}"`, 'groq-api-key'],
    ['/app/x', `xai-${'a1B2'.repeat(20)}`, 'xai-api-key'],
    ['/app/x', `sk-or-v1-${'0f'.repeat(32)}`, 'openrouter-api-key'],
    ['/app/x', `pplx-${'a1B2'.repeat(12)}`, 'perplexity-api-key'],
    ['/app/x', `r8_${'a1B2'.repeat(9)}x`, 'replicate-api-token'],
    ['/app/x', `nvapi-${'a1_-'.repeat(16)}`, 'nvidia-api-key'],
  ])('find in %s: %s', (path, text, id) => expect(found(path, text)).toEqual([id]));

  it.each([
    ['/app/.npmrc', '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n'],
    ['/app/.npmrc', '; //r/:_authToken=0123456789\n# _auth=0123456789\nalways-auth=true\n'],
    ['/app/readme.txt', '//registry.npmjs.org/:_authToken=npm_0123456789'],
    ['/root/.netrc', 'machine a\nlogin me\n'],
    ['/root/.pypirc', '[pypi]\npassword = %(token)s\n'],
    [
      '/root/.docker/config.json',
      '{"auths": {}, "credsStore": "desktop", "credHelpers": {"a": "ecr-login"}}',
    ],
    ['/app/config.json', '{"auth": "b2N0bzpodW50ZXIy"}'],
    ['/etc/pip.conf', '[global]\nindex-url = https://pypi.org/simple\ntrusted-host = a:443\n'],
    ['/etc/pip.conf', 'index-url = https://ci:${TOKEN}@pypi.example/simple\n'],
    ['/app/index.html', 'https://user:hunter2@host.org'],
    ['/app/.env', 'DATABASE_URL=postgres://db/app REDIS=redis://redis:6379/0\n'],
    ['/app/.env', 'DATABASE_URL=postgres://app:${DB_PASSWORD}@db/app\n'],
    ['/app/.env.sample', 'DATABASE_URL=postgres://user:password@localhost/app\n'],
    ['/app/.env.sample', 'DATABASE_URL=mysql://root:changeme@localhost/app\n'],
    ['/opt/venv/lib/python3.12/site-packages/x/__init__.py', "'postgresql://scott:tiger1@localhost/test'"],
    ['/app/x', 'redis://host:6379/0 user@example.org'],
    ['/app/x', 'sk-ant-api03-short xai-0 gsk_no r8_123'],
    ['/app/x', `prefix_r8_${'a1B2'.repeat(9)}x`],
  ])('leave alone in %s: %s', (path, text) => expect(found(path, text)).toEqual([]));
});
