import { describe, expect, it } from 'vitest';
import { inert } from '../../src/text/inert.ts';
import { cli } from '../rig/cli.ts';
import { makeProject } from '../rig/project.ts';

/** What the runner takes for a command: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
const isCommand = (line: string): boolean => /^\s*::[^:]*.*::/.test(line) || line.includes('##[');

describe('what a build prints', () => {
  it.each([
    '##[set-output name=a;]b',
    'app: ##[stop-commands]x',
    'app: a##[add-mask]b ##[group]',
    '::add-mask::x',
    '  ::stop-commands::x',
    'a\r::error::x',
    'a\n\t::set-env name=PATH::x',
    ':::error::x',
    '##\u0000[x',
  ])('%j is no command', (text) => {
    expect(
      inert(text)
        .split(/[\r\n]/)
        .filter(isCommand),
    ).toEqual([]);
  });

  it.each(['a\nb', 'app: built in 3.1 s', 'a :: b', '#[x] ## [x]', 'std::vector<int>'])(
    '%j stays',
    (text) => {
      expect(inert(text)).toBe(text);
    },
  );
});

it('is made so by the command line, too, when a runner reads along', async () => {
  const { dir } = makeProject({ 'matrix.yaml': 'version: 1\n"##[add-mask]x": 1\n' });
  const check = async (env: Readonly<Record<string, string>>): Promise<string> =>
    (await cli(['check'], { cwd: dir, env })).stderr;
  expect(await check({})).toContain('##[add-mask]');
  expect(await check({ GITHUB_ACTIONS: 'true' })).not.toContain('##[');
});
