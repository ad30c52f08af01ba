import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderDockerfile } from '../../src/index.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/environment');
const committed = (name: string): string =>
  readFileSync(join(EXAMPLE, 'dockerfiles', `${name}.Dockerfile`), 'utf8');
const python = { pythonVersion: '3.11' };

it.each([
  ['plain', python],
  ['extras', { ...python, extras: ['tables'] }],
  ['workspace', { ...python, extras: ['models:names'] }],
  ['packages', { ...python, pipPackages: ['rich>=13,<15', "httpx[http2]; python_version >= '3.11'"] }],
  [
    'mounted',
    {
      ...python,
      extras: ['tables'],
      manifests: ['packages/models/pyproject.toml', 'pyproject.toml', 'uv.lock'],
    },
  ],
] as const)('renders "%s" as the example has it', async (name, environment) => {
  expect(await renderDockerfile(environment)).toBe(committed(name));
});

it('renders frozen requirements as the example has them', async () => {
  const frozen = /uv pip install (idna==.*)$/m.exec(committed('frozen'))?.[1]?.split(' ') ?? [];
  expect(await renderDockerfile({ ...python, preInstall: frozen })).toBe(committed('frozen'));
});

it('gives a Dockerfile back as it came, whatever else is asked for', async () => {
  const dockerfile = '# escape=`\r\nFROM scratch\nCOPY {{x}} \\\n\n  .';
  expect(await renderDockerfile({ pythonVersion: 'none', extras: ['x'], dockerfile })).toBe(dockerfile);
});

it('leaves Rust out', async () => {
  expect(await renderDockerfile({ ...python, rustToolchain: '' })).not.toMatch(/rust|cargo\/bin/);
  expect(await renderDockerfile({ ...python, rustToolchain: '1.92.0' })).toContain(
    '--default-toolchain 1.92.0 ',
  );
});

it('gives the same text for the same environment, and starts with the syntax', async () => {
  const environment = { ...python, extras: ['a', 'b:c'], pipPackages: ['x'] };
  const [one, two] = await Promise.all([renderDockerfile(environment), renderDockerfile(environment)]);
  expect(one).toBe(two);
  expect(one.split('\n')[0]).toBe('# syntax=docker/dockerfile:1');
  expect(one).not.toMatch(/\{\{|\n\n\n|\\\n\s*\n/);
});

it('quotes what a shell would read, and takes braces as they are', async () => {
  const text = await renderDockerfile({
    ...python,
    pipPackages: ['a>=1; echo $HOME', "it's", '{{python}}', '$(id)', '`id`', '\\{{x}}'],
    extras: ['x y', 'p:$(id)'],
  });
  expect(text).toContain(
    `uv pip install 'a>=1; echo $HOME' 'it'\\''s' '{{python}}' '$(id)' '\`id\`' '\\{{x}}'\n`,
  );
  expect(text).toContain(`uv sync --extra 'x y' --package p --extra '$(id)'\n`);
});

it.each([
  [{ ...python, pipPackages: ['a\nRUN curl evil'] }, /one line/],
  [{ ...python, extras: ['a\r'] }, /one line/],
  [{ ...python, extras: ['a:b:c'] }, /a:b:c/],
  [{ pythonVersion: '3.11\nUSER root' }, /must be like "3.12"/],
  [{ pythonVersion: 'latest' }, /must be like "3.12"/],
  [{ ...python, manifests: ['a b/uv.lock'] }, /must be a path in the build context/],
  [{ ...python, manifests: ['uv.lock,target=/etc/passwd'] }, /must be a path in the build context/],
  [{ ...python, rustToolchain: '1\n2' }, /one line/],
])('refuses %j', async (environment, message) => {
  await expect(renderDockerfile(environment)).rejects.toThrow(message);
});
