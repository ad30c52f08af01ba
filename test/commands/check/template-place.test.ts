import { describe, expect, it } from 'vitest';
import { originOf } from '../../../src/commands/check/template-place.ts';
import { renderDockerfile } from '../../../src/stages/render.ts';

const stage = (key: string, ...body: readonly string[]) => {
  const places = body.map((_, index) => ({
    file: `templates/${key}.hbs`,
    line: 10 * (index + 1),
    column: 1,
  }));
  return {
    key,
    name: key,
    from: 'debian',
    body: body.join('\n'),
    places: () => places,
    template: `templates/${key}.hbs`,
    templateLines: body.length,
    needs: [],
    needsOn: () => [],
    args: {},
    values: new Set<string>(),
  };
};
const stages = [stage('a', 'RUN a'), stage('b', 'RUN one', '', '# x.hbs:1-2', 'RUN two'), stage('c')];
const dockerfile = renderDockerfile({ syntax: 'docker/dockerfile:1', matrix: 'matrix.yaml', stages });
const find = (text: string) =>
  originOf(dockerfile, dockerfile.split('\n').indexOf(text) + 1, (name) =>
    stages.find((its) => its.name === name)?.places(),
  );

describe('originOf', () => {
  it.each([
    ['RUN a', 'templates/a.hbs', 10],
    ['RUN one', 'templates/b.hbs', 10],
    ['# x.hbs:1-2', 'templates/b.hbs', 30],
    ['RUN two', 'templates/b.hbs', 40],
  ])('finds %s at %s:%i', (text, file, line) => {
    expect(find(text)).toEqual({ kind: 'template', place: { file, line, column: 1 } });
  });

  it('knows FROM lines and the header for what they are', () => {
    expect(['FROM debian AS b', 'FROM debian AS c'].map(find)).toEqual([
      { kind: 'from', stage: 'b' },
      { kind: 'from', stage: 'c' },
    ]);
    expect([
      find('# syntax=docker/dockerfile:1'),
      originOf('', 1, () => []),
      originOf(dockerfile, 999, () => []),
    ]).toEqual([{ kind: 'none' }, { kind: 'none' }, { kind: 'none' }]);
  });
});
