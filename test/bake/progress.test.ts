import fc from 'fast-check';
import { expect, it } from 'vitest';
import { followBake, readProgress } from '../../src/bake/progress.ts';
import { followTest } from '../../src/gates/tests/run-progress.ts';

const vertex = { digest: 'd', name: '[base 1/1] RUN true', started: '2026-01-01T00:00:00Z' };

it('leaves out what is no progress, and goes on', () => {
  const said: string[] = [];
  const progress = followBake((line) => said.push(line));
  for (const line of [
    '{"vertexes":{}}',
    '{"vertexes":[null,1,"a",{},{"digest":1,"name":"x"},{"digest":"e","name":null}]}',
    '{"vertexes":[{"digest":"e","name":"[a 1/1] RUN x","started":true}]}',
    '{"logs":[null,{"vertex":"d"},{"vertex":"d","stream":1,"data":7},{"vertex":1,"stream":1,"data":"YQ=="}]}',
    '{"vertexes":null,"logs":7}',
    '{',
    JSON.stringify({ vertexes: [vertex], logs: [{ vertex: 'd', stream: 1, data: 'YQ==' }] }),
  ])
    progress.line(line);
  expect(said).toEqual(['[base 1/1] RUN true']);
  expect(progress.steps()).toEqual({ total: 1, cached: 0 });
});

it('reads any line', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (vertexes, logs) => {
      const text = JSON.stringify({ vertexes, logs });
      readProgress(text);
      followBake(() => {}).line(text);
      followTest(() => {}).line(text);
    }),
  );
});
