import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decorate, type Decorator } from '../../src/stages/decorate.ts';
import { planOf } from '../rig/plan.ts';

const pip: Decorator = {
  match: ['pip install'],
  mount: ['type=secret,id=pip,target=/etc/pip.conf'],
  env: {},
};
const env: Decorator = {
  match: ['uv *', 'pip install'],
  mount: [],
  env: { UV_LINK_MODE: 'copy', OPTIONS: 'a b' },
};

const CASES: readonly (readonly [
  name: string,
  decorators: readonly Decorator[],
  before: string,
  after: string,
])[] = [
  [
    'a mount, on a line of its own',
    [pip],
    'RUN pip install x',
    'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    pip install x',
  ],
  [
    'in front of the flags there are',
    [pip],
    'RUN --mount=type=bind,target=/x \\\n    --network=none pip install x',
    'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    --mount=type=bind,target=/x \\\n' +
      '    --network=none pip install x',
  ],
  [
    'not where the target is taken',
    [pip],
    'RUN --mount=type=bind,target=/etc/pip.conf,source=p pip install x',
    'RUN --mount=type=bind,target=/etc/pip.conf,source=p pip install x',
  ],
  [
    'over lines and comments',
    [pip],
    'RUN apt-get update \\\n# then\n  && pip  \\\n   install x',
    'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    apt-get update \\\n# then\n  && pip  \\\n   install x',
  ],
  [
    'where RUN stands alone',
    [pip],
    'RUN \\\n  pip install x',
    'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n  pip install x',
  ],
  [
    'with another escape character',
    [pip],
    '# escape=`\nRUN pip `\n  install x',
    '# escape=`\nRUN --mount=type=secret,id=pip,target=/etc/pip.conf `\n    pip `\n  install x',
  ],
  ['environment, quoted', [env], 'RUN uv sync', "RUN export UV_LINK_MODE=copy OPTIONS='a b' && uv sync"],
  [
    'environment behind flags',
    [env],
    'RUN --mount=type=bind,target=/x \\\n  # why\n  uv sync',
    "RUN --mount=type=bind,target=/x \\\n  # why\n  export UV_LINK_MODE=copy OPTIONS='a b' && uv sync",
  ],
  [
    'only the variables that are missing',
    [env],
    'RUN export UV_LINK_MODE=hardlink && uv sync',
    "RUN export OPTIONS='a b' && export UV_LINK_MODE=hardlink && uv sync",
  ],
  [
    'a script',
    [env],
    'RUN <<EOF\nset -e\nuv sync\nEOF',
    "RUN <<EOF\nexport UV_LINK_MODE=copy OPTIONS='a b'\nset -e\nuv sync\nEOF",
  ],
  [
    'a script that names its shell',
    [env],
    'RUN <<EOF\n#!/bin/bash -e\nuv sync\nEOF',
    "RUN <<EOF\n#!/bin/bash -e\nexport UV_LINK_MODE=copy OPTIONS='a b'\nuv sync\nEOF",
  ],
  [
    'a heredoc that is input',
    [env],
    'RUN uv pip install -r - <<EOF\nx\nEOF',
    "RUN export UV_LINK_MODE=copy OPTIONS='a b' && uv pip install -r - <<EOF\nx\nEOF",
  ],
  [
    'both',
    [pip, env],
    'FROM x\nRUN pip install x\nRUN other\nCMD pip install',
    'FROM x\nRUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n' +
      "    export UV_LINK_MODE=copy OPTIONS='a b' && pip install x\nRUN other\nCMD pip install",
  ],
  [
    'a mount for a command without a shell',
    [pip],
    'RUN ["pip install", "x"]',
    'RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\\n    ["pip install", "x"]',
  ],
  [
    'words only',
    [pip, env],
    'RUN pip installer && my-pip install && auv x && echo uv',
    'RUN pip installer && my-pip install && auv x && echo uv',
  ],
  [
    'no text of other instructions or of heredocs of COPY',
    [pip],
    'COPY <<EOF /x\nRUN pip install x\nEOF',
    'COPY <<EOF /x\nRUN pip install x\nEOF',
  ],
];

describe('decorate', () => {
  test.each(CASES)('%s', (_name, decorators, before, after) => {
    const { text, failures } = decorate(before, decorators);
    expect(text).toBe(after);
    expect(failures).toEqual([]);
  });

  test('says for each line where it comes from', () => {
    const { text, lines } = decorate('RUN a\nRUN pip install x\nRUN b', [pip]);
    expect(text.split('\n').map((line, index) => `${lines[index]} ${line}`)).toEqual([
      '1 RUN a',
      '2 RUN --mount=type=secret,id=pip,target=/etc/pip.conf \\',
      '2     pip install x',
      '3 RUN b',
    ]);
  });

  test.each([
    [
      'RUN ["uv", "sync"]',
      'this RUN has no shell (it is written as a list), so that UV_LINK_MODE, OPTIONS cannot be set in front of it',
    ],
    [
      'RUN <<EOF\n#!/usr/bin/env python3\n"uv sync"\nEOF',
      'this RUN is a script for another program than a shell, so that UV_LINK_MODE, OPTIONS cannot be set in it',
    ],
    [
      'SHELL ["pwsh", "-c"]\nRUN uv sync',
      'this RUN is for pwsh, where UV_LINK_MODE, OPTIONS cannot be set with "export"',
    ],
  ])('leaves %j alone, and says why', (before, message) => {
    const { text, failures } = decorate(before, [env]);
    expect(text).toBe(before);
    expect(failures.map((failure) => failure.message)).toEqual([message]);
  });

  test('twice is once', () => {
    const command = fc.constantFrom(
      'pip install x',
      'uv sync',
      'true',
      'export UV_LINK_MODE=a && uv x',
      "export OPTIONS='x' && pip install y",
      'a \\\n  && uv sync',
      '--mount=type=cache,target=/c uv sync',
      '<<EOF\nuv x\nEOF',
      '\\\n  pip install z',
      '<<EOF\nexport UV_LINK_MODE=1\nB=2 uv x\nEOF',
      'echo "export A=1 && uv sync"',
    );
    const decorators = fc.subarray([
      pip,
      env,
      { match: ['sync'], mount: ['type=cache,target=/c'], env: { B: "it's" } },
      { match: ['export *', 'pip'], mount: ['type=secret,id=pip'], env: { C: '' } },
    ]);
    fc.assert(
      fc.property(fc.array(command, { maxLength: 5 }), decorators, (commands, chosen) => {
        const once = decorate(commands.map((text) => `RUN ${text}`).join('\n'), chosen).text;
        expect(decorate(once, chosen).text).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

const MATRIX = `version: 1
image: ghcr.io/org/app
values: { python: "3.12" }
decorate:
  - match: pip install
    mount: ["type=cache,id=pip-{{python}},target=/root/.cache/pip"]
    because: the mirror is slow
stages: { builder: { from: debian:12 } }
targets:
  base: { from: debian:12 }
  whole: { file: whole }
`;
const TEMPLATES = {
  builder: 'RUN pip install b',
  base: 'COPY --from=builder /x /x\nRUN pip install a',
  whole: 'FROM debian:12\nRUN pip install w',
};

describe('decorate in a matrix', () => {
  test('reaches every stage and whole-file templates', async () => {
    const { files } = await planOf(MATRIX, TEMPLATES);
    const mount = 'RUN --mount=type=cache,id=pip-3.12,target=/root/.cache/pip \\\n    pip install';
    expect(files['dockerfiles/Dockerfile']).toContain(`${mount} a\n`);
    expect(files['dockerfiles/Dockerfile']).toContain(`${mount} b\n`);
    expect(files['dockerfiles/whole.Dockerfile']).toContain(`${mount} w\n`);
  });

  test('what matches nothing is an error, unless only a part is looked at', async () => {
    const idle = MATRIX.replace('pip install', 'npm ci');
    await expect(planOf(idle, TEMPLATES)).rejects.toMatchObject({
      problems: [
        {
          code: 'idle-decorator',
          message: 'no RUN of any template has "npm ci"',
          place: { file: 'matrix.yaml', line: 5, column: 12 },
        },
      ],
    });
    await expect(planOf(idle, TEMPLATES, { targets: ['base'] })).resolves.toBeDefined();
  });

  test('what cannot be decorated is an error at the line of the template', async () => {
    const matrix = MATRIX.replace(/mount:.*/, 'env: { A: "1" }');
    await expect(
      planOf(matrix, { ...TEMPLATES, base: 'RUN pip install a\nRUN ["pip install", "x"]' }),
    ).rejects.toMatchObject({
      problems: [{ code: 'cannot-decorate', place: { file: 'templates/base.hbs', line: 2 } }],
    });
  });
});
