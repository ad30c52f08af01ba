import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Image as PlannedImage } from '../src/plan/image.ts';
import { bakePrint, describeBake, printedText } from './rig/bake.ts';
import { cli } from './rig/cli.ts';
import { fixtureNames, readTree, UPDATE, withCopy, writeTree } from './rig/fixtures.ts';
import { makeShippedProject } from './rig/project.ts';

/**
 * Each folder of test/cases is a matrix with its templates; expected/ holds what is rendered of it and its plan.
 * options.txt has options of the command line, one a line.
 */
const FOLDER = join(import.meta.dirname, 'cases');
const REPOSITORY = join(import.meta.dirname, '..');
const INPUT = /^(?:matrix\.yaml|options\.txt|expected\/|templates\/|docker\/)/;

/** As the plan's JSON has it. */
type Image = Omit<PlannedImage, 'tags'> & { readonly tags: readonly string[] };

interface PlanFile {
  readonly images: readonly Image[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

const names = fixtureNames(FOLDER);

function optionsOf(name: string): readonly string[] {
  const path = join(FOLDER, name, 'options.txt');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

/** Renders and plans a folder in place; gives what was written, and the plan as plan.json. */
async function renderAndPlan(
  cwd: string,
  options: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const before = readTree(cwd);
  const rendered = await cli(['render', ...options], { cwd });
  const planned = await cli(['plan', '--format', 'json', ...options], { cwd });
  expect([rendered.code, rendered.stderr, planned.code, planned.stderr]).toEqual([0, '', 0, '']);
  const written = Object.entries(readTree(cwd)).filter(
    ([path]) => before[path] === undefined || !INPUT.test(path),
  );
  return { ...Object.fromEntries(written), 'plan.json': planned.stdout };
}

describe.each(names.filter((name) => name !== 'shipped'))('%s', (name) => {
  it('is rendered and planned as expected', async () => {
    await withCopy(join(FOLDER, name), ['expected'], async (cwd) => {
      const actual = await renderAndPlan(cwd, optionsOf(name));
      if (UPDATE) writeTree(join(FOLDER, name, 'expected'), actual);
      expect(actual).toEqual(readTree(join(FOLDER, name, 'expected')));
    });
  });

  it('is up to date for check, once rendered', async () => {
    await withCopy(join(FOLDER, name), ['expected', 'options.txt'], async (cwd) => {
      await cli(['render'], { cwd });
      const { code, stdout, stderr } = await cli(['check'], { cwd });
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('the rendered files are up to date');
    });
  });
});

describe('shipped', () => {
  it('is rendered as it is committed, and planned as expected', async () => {
    const project = makeShippedProject();
    const { 'plan.json': plan, ...rendered } = await renderAndPlan(project.dir, []);
    const expected = join(FOLDER, 'shipped/expected');
    if (UPDATE) writeTree(expected, { 'plan.json': plan ?? '' });
    expect({ 'plan.json': plan }).toEqual(readTree(expected));
    const dockerfiles = Object.entries(readTree(join(REPOSITORY, 'dockerfiles'))).map(
      ([path, text]) => [`dockerfiles/${path}`, text] as const,
    );
    expect(rendered).toEqual({
      'docker-bake.hcl': readFileSync(join(REPOSITORY, 'docker-bake.hcl'), 'utf8'),
      ...Object.fromEntries(dockerfiles),
    });
  });
});

it('shipped is compared with itself, with its tests of a release', async () => {
  const other = makeShippedProject().dir;
  const { code, stdout } = await cli(['diff', other], { cwd: makeShippedProject().dir });
  expect([code, stdout]).toEqual([0, expect.stringContaining('give the same 4 images')]);
});

/** A plan's image as bake should print it. */
function printedImage(image: Image): object {
  const printed = (texts: Readonly<Record<string, string>>): object =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, printedText(text)]));
  return {
    context: image.context,
    args: printed(image.args),
    labels: printed(image.labels),
    // Without a tag of its own an image has its id as a local name.
    tags: image.tags.length > 0 ? image.tags : [`${image.repository}:${image.id}`],
    platforms: image.platforms,
    target: image.stage,
  };
}

async function planOf(cwd: string): Promise<PlanFile> {
  const { stdout } = await cli(['plan', '--format', 'json'], { cwd });
  const plan = JSON.parse(stdout) as PlanFile;
  const ofTheCommit = ['org.opencontainers.image.created', 'org.opencontainers.image.revision'];
  return {
    ...plan,
    images: plan.images.map((image) => ({
      ...image,
      labels: Object.fromEntries(
        Object.entries(image.labels).filter(([label]) => !ofTheCommit.includes(label)),
      ),
    })),
  };
}

describeBake('docker buildx bake reads the same', () => {
  it.each(names)('%s', async (name) => {
    const shipped = name === 'shipped';
    const folder = shipped ? REPOSITORY : join(FOLDER, name, 'expected');
    // What belongs to one run is in the plan, but not in what is rendered.
    const plan = await (shipped
      ? planOf(makeShippedProject().dir)
      : withCopy(join(FOLDER, name), ['expected'], planOf));
    const ids = plan.images.map(({ id }) => id);
    const printed = bakePrint('docker-bake.hcl', folder, ids);

    const actual = Object.fromEntries(
      Object.entries(printed.target).map(
        ([id, { context, args = {}, labels = {}, tags, platforms, target }]) => [
          id,
          { context, args, labels, tags, platforms, target },
        ],
      ),
    );
    expect(actual).toEqual(Object.fromEntries(plan.images.map((image) => [image.id, printedImage(image)])));
    for (const [group, targets] of Object.entries(plan.groups))
      expect(Object.keys(bakePrint('docker-bake.hcl', folder, [group]).target).toSorted(), group).toEqual(
        targets.toSorted(),
      );
    expect(plan.groups['default']).toEqual(ids);

    for (const { id, dockerfile, context, verbatim } of plan.images) {
      const path = printed.target[id]?.dockerfile ?? '';
      // Written as seen from the context, which is a folder above in one case.
      expect(path.endsWith(dockerfile), `${id}: ${path}`).toBe(true);
      if (context === '.' && !verbatim) expect(existsSync(join(folder, path)), path).toBe(true);
    }
  });
});

describe('all of them', () => {
  it('show what is not needed to be left out, and every line of a template to come out somewhere', () => {
    // A guard for the fixtures themselves: a case that renders nothing proves nothing.
    for (const name of names.filter((name) => name !== 'shipped')) {
      const expected = readTree(join(FOLDER, name, 'expected'));
      expect(
        Object.keys(expected).some((path) => path.startsWith('dockerfiles/')),
        name,
      ).toBe(true);
      expect((JSON.parse(expected['plan.json'] ?? '{}') as PlanFile).images.length, name).toBeGreaterThan(0);
    }
    const helpers = readTree(join(FOLDER, 'helper-stages/expected'));
    expect(helpers['dockerfiles/Dockerfile']).not.toMatch(/^FROM .* AS docs$/m);
  });
});
