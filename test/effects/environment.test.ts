import { describe, expect, it } from 'vitest';
import { environmentOf, type Program } from '../../src/effects/environment.ts';
import { exec, execIn } from '../../src/host/exec.ts';

const EVERYWHERE = {
  PATH: '/bin',
  HOME: '/root',
  TMPDIR: '/tmp',
  LC_ALL: 'C',
  HTTPS_PROXY: 'p',
  no_proxy: 'n',
  SSL_CERT_FILE: 'c',
  XDG_CACHE_HOME: 'x',
};
const NOWHERE = {
  GITHUB_TOKEN: '1',
  ACTIONS_RUNTIME_TOKEN: '2',
  'INPUT_GITHUB-TOKEN': '3',
  RUNNER_TEMP: '4',
  TRIVY_SEVERITY: '5',
  NPM_TOKEN: '6',
  MY_PATH: '7',
  NODE_OPTIONS: '8',
  LD_PRELOAD: '9',
};
const OF_SOME = {
  DOCKER_CONFIG: 'd',
  DOCKER_HOST: 'h',
  DOCKER_AUTH_CONFIG: 'a',
  BUILDX_BUILDER: 'b',
  BUILDKIT_PROGRESS: 'b',
  SSH_AUTH_SOCK: 's',
  GIT_CONFIG_COUNT: 'g',
  COSIGN_PASSWORD: 'c',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'u',
  AWS_SECRET_ACCESS_KEY: 'k',
};

function ofSome(program: Program | undefined): readonly string[] {
  const env = environmentOf(program, { ...EVERYWHERE, ...NOWHERE, ...OF_SOME, XDG_STATE_HOME: undefined });
  expect(env).toMatchObject(EVERYWHERE);
  expect(Object.keys(env).filter((name) => name in NOWHERE || env[name] === undefined)).toEqual([]);
  return Object.keys(env).filter((name) => name in OF_SOME);
}

describe('the environment of a program', () => {
  it('is a list, in which nothing of the runner is', () => {
    const logins = ['DOCKER_CONFIG', 'DOCKER_AUTH_CONFIG', 'AWS_SECRET_ACCESS_KEY'];
    const engine = ['DOCKER_HOST', 'BUILDX_BUILDER', 'BUILDKIT_PROGRESS', 'SSH_AUTH_SOCK'];
    const identity = ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL'];
    expect(ofSome(undefined)).toEqual([]);
    expect(ofSome('git')).toEqual(['GIT_CONFIG_COUNT']);
    expect(ofSome('trivy')).toEqual(['DOCKER_CONFIG', 'DOCKER_HOST']);
    expect(ofSome('credential-helper').toSorted()).toEqual(logins.toSorted());
    expect(ofSome('docker').toSorted()).toEqual([...logins, ...engine].toSorted());
    expect(ofSome('cosign').toSorted()).toEqual([...logins, ...identity, 'COSIGN_PASSWORD'].toSorted());
  });

  it('has what the user asks for besides', () => {
    expect(environmentOf('docker', { NPM_TOKEN: 'x', OTHER: 'y' }, ['NPM_TOKEN', 'ABSENT'])).toEqual({
      NPM_TOKEN: 'x',
    });
  });

  it('is the list also where a command says nothing of it', async () => {
    const env = { ...EVERYWHERE, ...NOWHERE, ...OF_SOME, PATH: process.env['PATH'] };
    const script = { file: process.execPath, args: ['-p', 'JSON.stringify(process.env)'] };
    const { stdout } = await execIn('/', env)(script);
    expect(Object.keys(JSON.parse(stdout) as object).toSorted()).toEqual(Object.keys(EVERYWHERE).toSorted());
    process.env['INPUT_SECRET'] = 'x';
    try {
      expect((await exec(script)).stdout).not.toContain('INPUT_SECRET');
    } finally {
      delete process.env['INPUT_SECRET'];
    }
  });
});
