import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { createTemplates } from '../../src/template/templates.ts';
import { NO_RUN } from '../../src/tags/run-facts.ts';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { plan } from '../../src/plan/plan.ts';
import { keysOf, schema } from './editor.ts';

/** Keys that a plan shows, with the default that the schema tells. Defaults of `policy` are up to its gate. */
const keys = keysOf(schema).flatMap(({ path, schema: { default: value } }) =>
  value !== undefined && /^(?:(?:targets\.NAME|scan|cache|publish)\.)?[^.[]+$/.test(path)
    ? [[path, value] as const]
    : [],
);

it('tells the defaults', () => {
  expect(keys.map(([path]) => path)).toEqual(
    expect.arrayContaining(['platforms', 'templates', 'tags', 'targets.NAME.latest', 'scan.fail-on']),
  );
});

it.each(keys)('%s means its default where it is absent', async (path, value) => {
  const templates = await createTemplates([
    { path: 'templates/app.hbs', name: 'app', text: 'CMD ["app"]\n' },
  ]);
  // Without places: they differ between a matrix that writes a default and one that leaves it out.
  const planned = (document: object): unknown =>
    JSON.parse(
      JSON.stringify(
        plan(parseMatrix({ path: 'matrix.yaml', text: stringify(document) }), templates, {
          facts: { ...NO_RUN, version: '1.2.3' },
        }),
        (name, part: unknown) => (name === 'place' ? undefined : part),
      ),
    );
  const target = { from: 'debian:12' };
  const without = { version: 1, image: 'ghcr.io/org/app', targets: { app: target } };
  const [key = '', ...above] = path.split('.').toReversed();
  const written = { [key]: value };
  const [section] = above;
  expect(
    planned(
      above.length === 2
        ? { ...without, targets: { app: { ...target, ...written } } }
        : { ...without, ...(section === undefined ? written : { [section]: written }) },
    ),
  ).toEqual(planned(without));
});
