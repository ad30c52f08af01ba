import { expect, it } from 'vitest';
import { describeEngine } from '../rig/engine.ts';
import { useBench } from './bench.ts';

const project = {
  'matrix.yaml': `version: 1
image: ghcr.io/octo/demo
tags: ["{{target}}-{{word}}"]
axes: { word: [one, two] }
stages:
  wheels: { from: "python:3.11-slim-bookworm" }
targets:
  base: { from: "python:3.11-slim-bookworm" }
  last: { from: base, contexts: { other: "image:base" } }
`,
  'templates/wheels.hbs': 'RUN true\n',
  'templates/base.hbs':
    '{{!-- a comment --}}\nCOPY --from=wheels /etc/hostname /x\n' +
    '{{#if (ne word "three")}}\nMAINTAINER {{word}}\n{{/if}}\n',
  'templates/last.hbs': 'COPY --from=other /etc/hostname /y\nCMD echo {{word}}\n',
};

describeEngine('check --build', () => {
  const bench = useBench('check');

  it('puts what BuildKit finds where it was written', async () => {
    const { code, stderr } = await bench.cli(bench.project(project), ['check', '--build']);
    expect(code).toBe(1);
    expect(stderr.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line))).toEqual([
      'templates/base.hbs:4:1: MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label',
      'templates/last.hbs:2:1: JSONArgsRecommended: JSON arguments recommended for CMD to prevent ' +
        'unintended behavior related to OS signals',
    ]);
  });

  it('finds nothing where there is nothing, or where a rule is allowed', async () => {
    const dir = bench.project({
      ...project,
      'matrix.yaml': project['matrix.yaml']
        .replaceAll('from: base', 'from: base, args: { BUILDKIT_DOCKERFILE_CHECK: skip=all }')
        .replace(
          '{ from: "python:3.11-slim-bookworm" }\n  last',
          '{ from: "python:3.11-slim-bookworm", args: { BUILDKIT_DOCKERFILE_CHECK: skip=all } }\n  last',
        ),
    });
    const { code, stdout } = await bench.cli(dir, ['check', '--build']);
    expect([code, stdout]).toEqual([
      0,
      "4 images, no problems, none from BuildKit's checks; nothing is rendered here yet (docker-matrix render)\n",
    ]);
  });
});
