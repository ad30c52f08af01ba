import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readIgnores } from '../../src/gates/scan/ignores.ts';
import { exec } from '../../src/host/exec.ts';
import { describeEngine, engine } from '../rig/engine.ts';

/** What Trivy itself makes of an ignore file, over a folder with one secret. */
describeEngine('ignore files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ignore-file-'));
    writeFileSync(
      join(folder, 'token'),
      `github_token = ${['ghp', '0123456789abcdefghijklmnopqrstuvwxyz'].join('_')}\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const trivy = async (name: string, text: string): Promise<'ignored' | 'found' | 'crashed'> => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const { code, stdout } = await exec({
      file: engine.trivy,
      args: [
        'fs',
        '--quiet',
        '--scanners',
        'secret',
        '--format',
        'json',
        '--cache-dir',
        join(folder, 'cache'),
        '--skip-version-check',
        '--disable-telemetry',
        '--ignorefile',
        path,
        join(folder, 'token'),
      ],
    });
    return code !== 0 ? 'crashed' : stdout.includes('"RuleID": "github-pat"') ? 'found' : 'ignored';
  };
  const accepted = (path: string, text: string): boolean => readIgnores({ path, text }).problems.length === 0;

  it.each([
    '2999-01-31',
    '2999-01-31T10:00:00Z',
    '"2999-01-31T10:00:00Z"',
    '2999-01-31T10:00:00.5+02:00',
    '2996-02-29 # soon',
  ])('Trivy reads the date %s as we do', async (date) => {
    const text = `secrets:\n  - id: github-pat\n    expired_at: ${date}\n`;
    expect([accepted('a.yaml', text), await trivy('a.yaml', text)]).toEqual([true, 'ignored']);
  });

  it.each([
    'expired_at: 2999-02-30',
    'expired_at: "2999-01-31"',
    'expired_at: 2999-01-31 10:00',
    'expired_at: 2999-01-31T10:00:00',
    'expired_at: 2999-01-31T24:00:00Z',
    "expired_at: ''",
    'purls: [nonsense]',
    'purls: pkg:deb/debian/x',
    'paths: token',
    'statement: [a]',
  ])('Trivy ends over %s, and we say so before', async (line) => {
    const text = `secrets:\n  - id: github-pat\n    ${line}\n`;
    expect([accepted('a.yaml', text), await trivy('a.yaml', text)]).toEqual([false, 'crashed']);
  });

  it.each(['github-pat exp:2999-13-45', 'github-pat exp:2999-1-1'])(
    'Trivy passes over the plain line %s, and we say so',
    async (line) => {
      expect([accepted('.trivyignore', line), await trivy('.trivyignore', line)]).toEqual([false, 'found']);
    },
  );

  it('Trivy takes a plain line without heed to what is no date', async () => {
    expect([
      accepted('.trivyignore', 'github-pat EXP:2020-01-01'),
      await trivy('.trivyignore', 'github-pat EXP:2020-01-01'),
    ]).toEqual([false, 'ignored']);
    expect([
      accepted('.trivyignore', 'github-pat exp:2999-01-01'),
      await trivy('.trivyignore', 'github-pat exp:2999-01-01'),
    ]).toEqual([true, 'ignored']);
  });
});
