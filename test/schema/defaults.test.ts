import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createTemplates } from '../../src/template/templates.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { imageJson } from '../../src/plan/image.ts';
import { plan } from '../../src/plan/plan.ts';
import { keysOf, schema } from './editor.ts';

/** Keys that a plan shows, with the default that the schema tells. Those of `scan` and `cache` only show in a build. */
const keys = keysOf(schema).flatMap(({ path, schema: { default: value } }) =>
  value !== undefined && /^(?:targets\.NAME\.)?[^.[]+$/.test(path) ? [[path, value] as const] : [],
);

it('tells the defaults', () => {
  expect(keys.map(([path]) => path)).toEqual(
    expect.arrayContaining(['platforms', 'templates', 'tags', 'targets.NAME.latest']),
  );
});

it.each(keys)('%s means its default where it is absent', async (path, value) => {
  const templates = await createTemplates([
    { path: 'templates/app.hbs', name: 'app', text: 'CMD ["app"]\n' },
  ]);
  const planned = (document: object) => {
    const made = plan(parseMatrix({ path: 'matrix.yaml', text: stringify(document) }), templates, {
      facts: { ...NO_RUN, version: '1.2.3' },
    });
    // Without the places of tags, which are others when they are written.
    return { ...made, images: made.images.map(imageJson) };
  };
  const target = { from: 'debian:12' };
  const without = { version: 1, image: 'ghcr.io/org/app', targets: { app: target } };
  const written = { [path.split('.').at(-1) ?? '']: value };
  expect(
    planned(
      path.startsWith('targets.')
        ? { ...without, targets: { app: { ...target, ...written } } }
        : { ...without, ...written },
    ),
  ).toEqual(planned(without));
});
