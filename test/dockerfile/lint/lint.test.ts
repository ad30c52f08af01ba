import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { uselessAllow } from '../../../src/dockerfile/lint/allow.ts';
import { lintDockerfile } from '../../../src/dockerfile/lint/lint.ts';
import { rules } from '../../../src/dockerfile/lint/rules.ts';

// test/dockerfile/lint/rules/RULE/CASE.Dockerfile is linted as an image for two architectures;
// CASE.txt is what is found.
const folder = join(import.meta.dirname, 'rules');
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.Dockerfile'))
  .toSorted();

const lint = (text: string, platforms = ['linux/amd64', 'linux/arm64']): string => {
  const build = { target: 'app', secrets: new Set(['npmrc']) };
  const values = new Set(['os', 'user', 'python', 'VERSION']);
  const { findings, allows } = lintDockerfile(text, { platforms, build, values });
  const all = [...findings, ...allows.filter(({ used }) => !used).map(uselessAllow)].toSorted(
    (a, b) => a.line - b.line,
  );
  return all
    .map(
      ({ line, severity, code, message, hint }) =>
        `${line}: ${severity} ${code}: ${message}\n   → ${hint ?? ''}\n`,
    )
    .join('');
};

describe('lint', () => {
  test.each(cases)('%s', async (path) => {
    await expect(lint(readFileSync(join(folder, path), 'utf8'))).toMatchFileSnapshot(
      join(folder, path.replace(/\.Dockerfile$/, '.txt')),
    );
  });

  test('every rule has cases', () => {
    expect(Object.keys(rules).filter((code) => !cases.some((path) => path.startsWith(`${code}/`)))).toEqual(
      [],
    );
  });

  test('an architecture may be written out where there is one', () => {
    expect(lint('FROM debian:12\nRUN curl https://example.org/x86_64\n', ['linux/amd64'])).toBe('');
  });

  test('every rule is in docs/lint.md with its severity', () => {
    const page = readFileSync(join(folder, '../../../../docs/lint.md'), 'utf8');
    for (const [code, { severity, about }] of Object.entries(rules))
      expect(page).toContain(`| \`${code}\` | ${severity} | ${about.replaceAll('|', '\\|')} |`);
  });
});
