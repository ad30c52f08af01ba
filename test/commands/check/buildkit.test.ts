import { describe, expect, it } from 'vitest';
import { buildkitProblems } from '../../../src/commands/check/buildkit.ts';
import { readFindings } from '../../../src/commands/check/findings.ts';
import type { Command, ExecResult } from '../../../src/effects/exec.ts';
import { plan } from '../../../src/plan/plan.ts';
import { openWorkspace } from '../../../src/plan/workspace.ts';
import { NO_RUN } from '../../../src/tags/run-facts.ts';
import { makeProject } from '../../rig/project.ts';
import { quietHost } from '../../rig/host.ts';

const FILES = {
  'matrix.yaml':
    'version: 1\nimage: ghcr.io/org/app\nvalues: { who: me }\ntargets:\n  a: { from: "debian:12" }\n' +
    '  b: { from: a, contexts: { x: "image:a" } }\n  own: { dockerfile: Dockerfile.own }\n',
  'templates/a.hbs': '{{!-- of no line --}}\nRUN true\n{{#if who}}\nMAINTAINER {{who}}\n{{/if}}\n',
  'templates/b.hbs': 'CMD echo hi\n',
  'Dockerfile.own': 'FROM scratch\nMAINTAINER you\n',
};

const warning = (ruleName: string, line: number): object => ({
  ruleName,
  detail: `${ruleName} found`,
  url: `https://x/${ruleName}`,
  location: { ranges: [{ start: { line } }] },
});
const ok: ExecResult = { code: 0, stdout: '', stderr: '' };

/** Answers like buildx; fails on any command that is not expected. */
async function check(answers: {
  readonly version?: ExecResult;
  readonly inspect?: ExecResult;
  readonly of?: (id: string, definition: string) => ExecResult | object;
}) {
  const project = makeProject(FILES);
  const commands: Command[] = [];
  const host = quietHost();
  const exec = async (command: Command): Promise<ExecResult> => {
    commands.push(command);
    const line = command.args.join(' ');
    if (line === 'buildx version') return answers.version ?? ok;
    if (line.startsWith('buildx inspect'))
      return answers.inspect ?? { ...ok, stdout: 'Name: default\nDriver: docker\nPlatforms: linux/amd64\n' };
    if (!line.startsWith('buildx bake')) throw new Error(`unexpected: ${line}`);
    const id = command.args.at(-1) ?? '';
    const definition =
      (await host.files.readText(command.args[command.args.indexOf('--file') + 1] ?? '')) ?? '';
    const answer = answers.of?.(id, definition) ?? {};
    return 'code' in answer
      ? (answer as ExecResult)
      : { code: 1, stdout: JSON.stringify({ target: { [id]: { check: answer } } }), stderr: '' };
  };
  const workspace = await openWorkspace(project.path('matrix.yaml'), host);
  const problems = await buildkitProblems(
    {
      workspace,
      matrix: project.path('matrix.yaml'),
      plan: plan(workspace.matrix, workspace.templates, { facts: NO_RUN }),
      overrides: {},
      concurrency: 2,
    },
    { ...host, exec },
  );
  return {
    commands,
    problems: problems.map(
      ({ message, place }) =>
        `${place ? `${place.file.slice(project.dir.length + 1)}:${place.line} ` : ''}${message}`,
    ),
  };
}

describe('check --build', () => {
  it('puts every warning where it was written, once however many images have it', async () => {
    const { problems } = await check({
      of: (id) => ({
        warnings: [
          ...(id === 'own'
            ? [warning('MaintainerDeprecated', 2)]
            : [warning('MaintainerDeprecated', 7), warning('FromX', 5)]),
          ...(id === 'b' ? [warning('JSONArgsRecommended', 11)] : []),
        ],
      }),
    });
    expect(problems.toSorted()).toEqual([
      'Dockerfile.own:2 MaintainerDeprecated: MaintainerDeprecated found',
      'matrix.yaml:5 FromX: FromX found',
      'templates/a.hbs:4 MaintainerDeprecated: MaintainerDeprecated found',
      'templates/b.hbs:1 JSONArgsRecommended: JSONArgsRecommended found',
    ]);
  });

  it('tells what keeps images from being built, with their names', async () => {
    const { problems } = await check({
      of: (id) =>
        id === 'own'
          ? { warnings: null }
          : {
              warnings: null,
              buildError: { message: 'debian:12: not found', location: { ranges: [{ start: { line: 5 } }] } },
            },
    });
    expect(problems).toEqual(['matrix.yaml:5 debian:12: not found (a, b)']);
  });

  it('stands a folder in for another image of the matrix, and asks for no push, cache or secret', async () => {
    const definitions: string[] = [];
    await check({ of: (_, definition) => (definitions.push(definition), { warnings: [] }) });
    const all = definitions.join('\n');
    expect(all).toMatch(/"x" = ".*image-of-this-matrix"/);
    expect(all).not.toMatch(/target:|cache-|tags|secret|output/);
  });

  it.each([
    [
      'no docker',
      { version: { code: 127, stdout: '', stderr: 'docker: not found' } },
      'there is no docker on PATH, which "check --build" needs',
    ],
    [
      'no buildx',
      { version: { code: 1, stdout: '', stderr: "docker: 'buildx' is not a docker command.\nSee" } },
      'docker has no buildx, which "check --build" needs: docker: \'buildx\' is not a docker command.',
    ],
    [
      'no engine, which inspect tells as a field',
      {
        inspect: {
          code: 0,
          stdout:
            'Name:   default\nDriver: docker\n\nNodes:\nName:   default\n' +
            'Error:  Cannot connect to the Docker daemon at unix:///nope\n',
          stderr: '',
        },
      },
      'no builder answers: Cannot connect to the Docker daemon at unix:///nope',
    ],
    [
      'no engine',
      { inspect: { code: 1, stdout: '', stderr: 'ERROR: Cannot connect' } },
      'no builder answers: Cannot connect',
    ],
  ])('says that there is %s, once', async (_, answers, expected) => {
    expect((await check(answers)).problems).toEqual([expected]);
  });

  it('says of a bake that answers something else what it said', async () => {
    const { problems } = await check({
      of: () => ({ code: 1, stdout: '', stderr: '#1 x\nERROR: failed to solve' }),
    });
    expect(problems).toEqual(['BuildKit did not check it: ERROR: failed to solve (a, own, b)']);
  });
});

describe('readFindings', () => {
  it.each(['', '[]', '{}', 'null', '{"target":null}', '{"target":{"a":{}}}'])(
    'knows that %s is no answer',
    (text) => {
      expect(readFindings(text, 'a')).toBeUndefined();
    },
  );
});
