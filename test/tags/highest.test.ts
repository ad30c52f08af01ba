import { expect, it } from 'vitest';
import { parseMatrix } from '../../src/matrix/parse.ts';
import { plan } from '../../src/plan/plan.ts';
import { createTemplates } from '../../src/template/templates.ts';
import { gitTag, released } from './runs.ts';

const IMAGES = 40;
const MINORS = 20;

/** The tags of many images in a run after many releases, and how often an expression was rendered for them. */
async function rendered(entry: object, tag: string): Promise<{ tags: number; renderings: number }> {
  const templates = await createTemplates([{ name: 'app', path: 'templates/app.hbs', text: 'RUN true\n' }]);
  let renderings = 0;
  const counting = {
    ...templates,
    expression: (...given: Parameters<typeof templates.expression>) => {
      if (/major|minor|stable/.test(given[0])) renderings += 1;
      return templates.expression(...given);
    },
  };
  const matrix = {
    version: 1,
    image: 'ghcr.io/org/app',
    axes: { axis: Array.from({ length: IMAGES }, (_, index) => `a${index}`) },
    targets: { app: { from: 'debian:12' } },
    tags: [{ suffix: '-{{axis}}', ...entry, highest: true }],
  };
  const releases = Array.from(
    { length: MINORS * 10 },
    (_, index) => `v1.${Math.floor(index / 10)}.${index % 10}`,
  );
  const { images } = plan(parseMatrix({ path: 'matrix.yaml', text: JSON.stringify(matrix) }), counting, {
    facts: released(gitTag(tag), ...releases),
  });
  return { tags: images.flatMap(({ tags }) => tags).length, renderings };
}

it('renders a pattern without values of an image once for each text, not for each image and release', async () => {
  // v1.4.9 is compared with all of 1.5 to 1.19.
  expect(await rendered({ type: 'semver', pattern: '{{major}}.{{minor}}' }, 'v1.4.9')).toEqual({
    tags: IMAGES,
    renderings: MINORS - 4,
  });
  expect(await rendered({ type: 'semver', pattern: '{{major}}' }, 'v1.4.9')).toEqual({
    tags: 0,
    renderings: 1,
  });
});

it('renders a pattern with values of an image once for each of its texts, not for each release', async () => {
  expect(await rendered({ type: 'semver', pattern: '{{axis}}-{{major}}.{{minor}}' }, 'v1.4.9')).toEqual({
    tags: IMAGES,
    renderings: IMAGES * (MINORS - 4),
  });
  expect(await rendered({ value: '{{axis}}-stable', suffix: '' }, 'v1.19.9')).toEqual({
    tags: IMAGES,
    renderings: IMAGES,
  });
});

it('takes for the same only what is the same whatever of an image a pattern looks at', async () => {
  const looks = (pattern: string) => rendered({ type: 'semver', pattern, suffix: '' }, 'v1.19.9');
  const all = { tags: IMAGES, renderings: IMAGES };
  expect(await looks('{{#with this}}{{axis}}{{/with}}-{{major}}')).toEqual(all);
  expect(await looks('{{lookup this "axis"}}-{{major}}')).toEqual(all);
  expect(await looks('{{@root.axis}}-{{major}}')).toEqual(all);
});
