import { afterEach, describe, expect, it } from 'vitest';
import { createRegistry } from '../../src/registry/client.ts';
import { checkPushAllowed } from '../../src/registry/permission.ts';
import { loginHint } from '../../src/registry/registry-error.ts';
import type { PushCheck, Registry } from '../../src/registry/registry.ts';
import { startGhcr } from '../rig/ghcr.ts';
import { startMemoryRegistry } from '../rig/memory-registry.ts';
import type { Front } from '../rig/registry-front.ts';
import { registryEffects } from '../rig/host.ts';

const running: Front[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

function answering(
  checks: Readonly<Record<string, PushCheck>>,
): Pick<Registry, 'checkPush'> & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    checkPush: async (repository) => {
      asked.push(repository);
      const check = checks[repository];
      if (!check) throw new Error(`not in the script: ${repository}`);
      return check;
    },
  };
}

describe('checkPushAllowed', () => {
  it('is silent where pushing is allowed, and asks each repository once', async () => {
    const registry = answering({ 'ghcr.io/org/app': { ok: true } });
    expect(await checkPushAllowed(['ghcr.io/org/app', 'ghcr.io/org/app'], registry)).toEqual([]);
    expect(registry.asked).toEqual(['ghcr.io/org/app']);
  });

  it('names every repository that refuses, what was answered, and the next step', async () => {
    const registry = answering({
      'ghcr.io/org/app': {
        ok: false,
        status: 403,
        reason: 'the registry answered 403 DENIED "permission_denied: write_package"',
      },
      'org/app': { ok: false, status: 401, reason: 'the registry answered 401' },
      'quay.io/org/app': { ok: false, reason: 'the request got no answer: read ECONNRESET' },
    });
    expect(
      await checkPushAllowed(['ghcr.io/org/app', 'org/app', 'quay.io/org/app', 'ghcr.io/Org'], registry),
    ).toEqual([
      {
        severity: 'error',
        code: 'push-denied',
        message:
          'no permission to push to "ghcr.io/org/app": the registry answered 403 ' +
          'DENIED "permission_denied: write_package"',
        hint:
          'run "docker login ghcr.io" as a user who may push; in GitHub Actions use docker/login-action ' +
          'before this step and "permissions: packages: write" on the job',
      },
      {
        severity: 'error',
        code: 'push-denied',
        message: 'no permission to push to "org/app": the registry answered 401',
        hint: loginHint('docker.io'),
      },
      {
        severity: 'error',
        code: 'push-unchecked',
        message:
          'cannot tell whether "quay.io/org/app" may be pushed to: the request got no answer: read ECONNRESET',
        hint: 'check that the registry "quay.io" is up and that the repository\'s name is right, then run again',
      },
      {
        severity: 'error',
        code: 'repository-name',
        message:
          'repository "ghcr.io/Org" has upper-case letters; registries allow lower case only: "ghcr.io/org"',
      },
    ]);
  });

  it('tells the repositories of a GHCR apart, and leaves no upload behind', async () => {
    const plain = await startMemoryRegistry();
    const ghcr = await startGhcr({
      upstream: `http://${plain.host}`,
      users: { me: { password: 'pw', push: ['mine/'] } },
    });
    running.push(plain, ghcr);
    const registry = createRegistry(
      registryEffects({ credentials: async () => ({ kind: 'password', username: 'me', password: 'pw' }) }),
    );
    const problems = await checkPushAllowed([`${ghcr.host}/mine/app`, `${ghcr.host}/theirs/app`], registry);
    expect(problems.map(({ message }) => message)).toEqual([
      `no permission to push to "${ghcr.host}/theirs/app": the registry answered 403 ` +
        'DENIED "permission_denied: write_package"',
    ]);
    expect(plain.log.map((line) => line.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
      'POST /v2/mine/app/blobs/uploads/',
      'DELETE /v2/mine/app/blobs/uploads/ID',
    ]);
  });
});
