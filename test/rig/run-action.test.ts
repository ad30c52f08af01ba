import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeProject } from './project.ts';
import { runAction, type ActionStep } from './run-action.ts';
import { parseCommands, parseFileCommands } from './runner-output.ts';

/** Runs a program as an action. */
async function run(program: string, step: Partial<ActionStep> = {}) {
  const project = makeProject({
    'index.mjs':
      `import { appendFileSync as append, readFileSync as read } from 'node:fs'; ` +
      `const { env } = process; ${program}`,
  });
  return runAction({ entry: project.path('index.mjs'), workspace: project.dir, ...step });
}

const print = 'console.log("ready"); setInterval(() => {}, 1000);';

describe('runAction', () => {
  it('passes inputs, state, event and environment, and nothing else', async () => {
    process.env['SECRET_OF_THE_TESTS'] = 'x';
    const { stdout } = await run(
      `console.log(JSON.stringify([env['INPUT_FAIL-ON'], env.INPUT_TWO_WORDS, env.STATE_started, ` +
        `env.GITHUB_REF, env.SECRET_OF_THE_TESTS, read(env.GITHUB_EVENT_PATH, 'utf8'), ` +
        'env.GITHUB_WORKSPACE === process.cwd(), process.argv[0] === env.NODE]))',
      {
        inputs: { 'fail-on': 'HIGH', 'two words': 'b' },
        state: { started: '1' },
        env: { GITHUB_REF: 'refs/tags/v1', NODE: process.execPath },
        event: { number: 7 },
      },
    );
    delete process.env['SECRET_OF_THE_TESTS'];
    expect(JSON.parse(stdout)).toEqual(['HIGH', 'b', '1', 'refs/tags/v1', null, '{"number":7}', true, true]);
  });

  it('gives what the action wrote', async () => {
    const result = await run(`
      append(env.GITHUB_OUTPUT, 'a=1=2\\nlong<<EOF_1\\nx\\ny\\nEOF_1\\n');
      append(env.GITHUB_STATE, 's=t\\n'); append(env.GITHUB_ENV, 'E=f\\n');
      append(env.GITHUB_PATH, '/opt/bin\\n'); append(env.GITHUB_STEP_SUMMARY, '# Done\\n');
      console.log('::warning file=matrix.yaml,line=3,title=a%2Cb::50%25%0Aoff');
      console.error('::add-mask::pw'); process.exit(3)`);
    expect(result).toMatchObject({
      code: 3,
      outputs: { a: '1=2', long: 'x\ny' },
      state: { s: 't' },
      env: { E: 'f' },
      path: ['/opt/bin'],
      summary: '# Done\n',
      annotations: [{ level: 'warning', file: 'matrix.yaml', line: 3, title: 'a,b', message: '50%\noff' }],
      masks: ['pw'],
    });
  });

  it.each([
    ['ends on SIGINT', `process.on('SIGINT', () => process.exit(40)); ${print}`, [5000, 100], 40],
    [
      'ends on SIGTERM',
      `process.on('SIGINT', () => console.log('wait')); process.on('SIGTERM', () => process.exit(41)); ${print}`,
      [100, 5000],
      41,
    ],
    [
      'ends on neither',
      `process.on('SIGINT', () => {}); process.on('SIGTERM', () => {}); ${print}`,
      [100, 100],
      137,
    ],
    ['has no handler', print, [5000, 100], 130],
  ] satisfies [string, string, [number, number], number][])(
    'cancels an action that %s',
    async (_, program, [interruptMs, terminateMs], code) => {
      const stop = new AbortController();
      const onLine = (line: string): void => (line === 'ready' ? stop.abort() : undefined);
      const result = await run(program, {
        signal: stop.signal,
        patience: { interruptMs, terminateMs },
        onLine,
      });
      expect(result.code).toBe(code);
    },
  );

  it('ends an action that takes too long, with what it started, and says what it wrote', async () => {
    const program =
      `import { spawn } from 'node:child_process'; ` +
      `console.log('pid', spawn('sleep', ['60']).pid); ${print}`;
    const cause = await run(program, { timeoutMs: 1000 }).then(
      () => new Error('it ended'),
      (reason: unknown) => reason as Error,
    );
    expect(cause.message).toMatch(/did not end within 1000 ms; it wrote:\npid \d+\nready/);
    const pid = Number(/pid (\d+)/.exec(cause.message)?.[1]);
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('fails when there is no such program', async () => {
    await expect(run('', { node: '/nowhere/node' })).rejects.toThrow('ENOENT');
  });
});

/** A zombie that nobody waits for counts as ended. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('parseCommands', () => {
  it('knows groups, and leaves alone what stands between stop-commands and its token', () => {
    const lines = [
      '::group::Build',
      'a',
      '::debug::x',
      '::stop-commands::t0k',
      '::error::not one',
      '::t0k::',
      'b',
      '::endgroup::',
      'c',
      ' ::error::one',
      'said ::error::no',
    ];
    expect(parseCommands(lines)).toEqual({
      annotations: [{ level: 'error', message: 'one' }],
      masks: [],
      groups: [{ title: 'Build', lines: ['a', '::error::not one', 'b'] }],
    });
  });
});

describe('parseFileCommands', () => {
  it.each(['no sign', '=1', 'a<<', 'a<<E\nx\n'])('refuses %j as the runner does', (text) => {
    expect(() => parseFileCommands(text)).toThrow('the runner');
  });
});
