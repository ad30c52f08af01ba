import { describe, expect, it } from 'vitest';
import { branch, gitTag, pull, released, schedule, tagged, tagsOf } from './runs.ts';

const PYTHONS = { axes: { python: ['3.11', '3.12'] } };
const TARGETS = {
  base: { from: 'python:{{python}}' },
  full: { from: 'base', axes: [], flavor: { prefix: 'full-py{{python}}-' } },
};
const IMAGES = {
  ...PYTHONS,
  targets: TARGETS,
  flavor: { prefix: '{{target}}-py{{python}}-' },
  tags: ['type=semver,pattern={{version}}', '{{target}}-{{python}}'],
};

describe('prefix and suffix', () => {
  it('tell the images apart, with any of their values', async () => {
    expect((await tagged(IMAGES, gitTag('v1.2.3'))).tags).toEqual({
      'base-3-11': ['base-py3.11-1.2.3', 'base-3.11'],
      'base-3-12': ['base-py3.12-1.2.3', 'base-3.12'],
      'full-3-11': ['full-py3.11-1.2.3', 'full-3.11'],
      'full-3-12': ['full-py3.12-1.2.3', 'full-3.12'],
    });
  });

  it('are needed where there are several images', async () => {
    const { problems } = await tagged(
      {
        targets: { base: { from: 'debian:12' }, full: { from: 'base' } },
        tags: ['type=semver,pattern={{version}}'],
      },
      gitTag('v1.2.3'),
    );
    expect(problems).toEqual(['images "base" and "full" would both be tagged ghcr.io/org/app:1.2.3']);
  });

  it('of a target win over those of the matrix', async () => {
    const targets = {
      base: { from: 'debian:12' },
      full: { from: 'base', flavor: { prefix: 'all-', suffix: '' } },
    };
    expect(
      (
        await tagged(
          { targets, flavor: { prefix: '{{target}}-', suffix: '-x' }, tags: ['type=edge'] },
          branch('main'),
        )
      ).tags,
    ).toEqual({ base: ['base-edge-x'], full: ['all-edge'] });
  });
});

describe('when', () => {
  it('gives a tag to the images that it holds for, with lists, globs and versions', async () => {
    const tags = [
      '{{target}}-{{python}}',
      { value: 'new-{{target}}', when: { python: '>=3.12' } },
      { value: 'b-{{python}}', when: { target: 'ba*', python: ['3.11', '3.12'] } },
      { value: 'arm', when: { target: 'full', python: '3.12', platform: 'linux/a*' } },
      { value: 'none', when: { platform: 'linux/s*' } },
    ];
    const result = await tagged(
      { ...IMAGES, platforms: ['linux/amd64', 'linux/arm64'], tags },
      branch('main'),
    );
    expect(result.tags).toEqual({
      'base-3-11': ['base-3.11', 'b-3.11'],
      'base-3-12': ['base-3.12', 'new-base', 'b-3.12'],
      'full-3-11': ['full-3.11'],
      'full-3-12': ['full-3.12', 'new-full', 'arm'],
    });
  });

  it('names what exists', async () => {
    const { problems } = await tagged({
      ...IMAGES,
      tags: [
        { value: 'x', when: { pyton: '3.12' } },
        { value: 'y', when: { python: '3.13' } },
      ],
    });
    expect(problems).toEqual([
      'a condition on "pyton", which is no axis (did you mean "python"?)',
      '"3.13" is no value of python (allowed: 3.11, 3.12)',
    ]);
  });
});

describe('latest', () => {
  const latest = { target: 'full', python: '3.12' };

  it('of one among several combinations is picked by a condition', async () => {
    expect(
      (await tagged({ ...IMAGES, latest, tags: ['{{target}}-{{python}}'] }, branch('main'))).tags,
    ).toEqual({
      'base-3-11': ['base-3.11'],
      'base-3-12': ['base-3.12'],
      'full-3-11': ['full-3.11'],
      'full-3-12': ['full-3.12', 'latest'],
    });
  });

  it('is the same image in a run that was narrowed to another one', async () => {
    const matrix = { ...IMAGES, latest, tags: ['{{target}}-{{python}}'] };
    expect((await tagged(matrix, branch('main'), { targets: ['full-3-11'] })).tags).toEqual({
      'full-3-11': ['full-3.11'],
    });
    expect((await tagged(matrix, branch('main'), { targets: ['full-3-12'] })).tags).toEqual({
      'full-3-12': ['full-3.12', 'latest'],
    });
  });

  it('is left out where a run gives its own tags', async () => {
    expect((await tagged({ latest: { target: 'app' } }, branch('main'), { given: ['mine'] })).tags).toEqual({
      app: ['mine'],
    });
  });

  it.each([
    [
      'no image',
      { latest: { target: 'full', python: '>=4' } },
      '"latest" picks no image; exactly one is needed',
    ],
    [
      'two images',
      { latest: { target: 'full' } },
      '"latest" picks 2 images: full, python 3.11; full, python 3.12; exactly one is needed',
    ],
    [
      'two images of a target',
      { targets: { ...TARGETS, full: { ...TARGETS.full, latest: true } } },
      '"latest" picks 2 images: full, python 3.11; full, python 3.12; exactly one is needed',
    ],
    [
      'two targets',
      { targets: { base: { ...TARGETS.base, latest: true }, full: { ...TARGETS.full, latest: true } } },
      '"latest" picks images of two targets, base and full (also at matrix.yaml:6:13); exactly one image is needed',
    ],
    [
      'files',
      {
        targets: { ...TARGETS, slim: { from: 'base', axes: [], output: 'local' } },
        latest: { target: 'slim' },
      },
      '"latest" picks no image; exactly one is needed',
    ],
    [
      'a platform',
      { latest: { ...latest, platform: 'linux/amd64' } },
      '"latest" picks an image with all of its platforms, not one platform',
    ],
    [
      'nothing',
      { flavor: { latest: 'auto' } },
      '"latest" of the flavor needs to know which of the 4 images is latest',
    ],
  ])('that picks %s is an error', async (_what, more, message) => {
    expect(
      (await tagged({ ...IMAGES, tags: ['{{target}}-{{python}}'], ...more }, branch('main'))).problems,
    ).toEqual([message]);
  });

  it('said twice is an error', async () => {
    const { problems } = await tagged({
      targets: { app: { from: 'debian:12', latest: true } },
      latest: { target: 'app' },
    });
    expect(problems).toEqual([
      expect.stringMatching(
        /^"latest" of the matrix says which image is latest \(matrix\.yaml:\d+:1\), and so does this target$/,
      ),
    ]);
  });

  it('needs no condition where there is one image', async () => {
    expect((await tagged({ flavor: { latest: true }, tags: ['x'] }, branch('main'))).tags).toEqual({
      app: ['x', 'latest'],
    });
  });

  it('can be every run, no run, or releases that are no prerelease', async () => {
    const of = async (mode: unknown, run = gitTag('v1.2.3')): Promise<unknown> =>
      (
        await tagged(
          {
            targets: { app: { from: 'debian:12', latest: true } },
            tags: ['{{target}}'],
            ...(mode === undefined ? {} : { flavor: { latest: mode } }),
          },
          run,
        )
      ).tags['app'];
    expect(
      await Promise.all([
        of(undefined),
        of(true),
        of(false),
        of('auto'),
        of('auto', gitTag('v1.2.3-rc.1')),
        of('auto', branch('main')),
      ]),
    ).toEqual([['app', 'latest'], ['app', 'latest'], ['app'], ['app', 'latest'], ['app'], ['app']]);
  });

  it('lets a tag be that of its image alone', async () => {
    const tags = [
      { type: 'semver', pattern: '{{version}}', prefix: '', only: 'latest' },
      '{{target}}-{{python}}',
    ];
    expect(
      (await tagged({ ...IMAGES, latest, flavor: { latest: false }, tags }, gitTag('v1.2.3'))).tags,
    ).toEqual({
      'base-3-11': ['base-3.11'],
      'base-3-12': ['base-3.12'],
      'full-3-11': ['full-3.11'],
      'full-3-12': ['1.2.3', 'full-3.12'],
    });
    expect((await tagged({ ...IMAGES, tags }, gitTag('v1.2.3'))).problems).toEqual([
      expect.stringMatching(
        /^"only: latest" of "type=semver,.*" needs to know which of the 4 images is latest$/,
      ),
    ]);
  });
});

describe('a prerelease', () => {
  const VALUES = { values: { names: { v2: 'two' }, base: 'debian' } };
  const of = (pattern: string, tag = 'v2.0.0-rc.1') =>
    tagsOf([{ type: 'semver', pattern, prefix: 'p-' }], gitTag(tag), VALUES);

  it.each([
    ['{{base}}-{{major}}.{{minor}}', 'p-debian-2.0.0-rc.1'],
    ['{{concat major minor}}', 'p-2.0.0-rc.1'],
    ['{{concat "v" major "." minor}}', 'p-v2.0.0-rc.1'],
    ['{{join (list major minor patch) "."}}', 'p-2.0.0-rc.1'],
    ['{{lookup this "major"}}', 'p-2.0.0-rc.1'],
    ['{{major}}-{{base}}-{{minor}}', 'p-2.0.0-rc.1-debian-2.0.0-rc.1'],
    ['{{version}}', 'p-2.0.0-rc.1'],
    ['{{tag}}', 'p-v2.0.0-rc.1'],
    ['{{concat "x" raw}}', 'p-xv2.0.0-rc.1'],
    // What its numbers decide is decided by its numbers.
    ["{{#unless (eq major '2')}}{{major}}{{/unless}}", undefined],
    ['stable', undefined],
    ['{{base}}', undefined],
    ['{{lookup names (concat "v" major)}}', undefined],
    ['{{#if (eq major "2")}}two{{else}}other{{/if}}', undefined],
  ])('gets of %s its own tag or none', async (pattern, tag) => {
    expect(await of(pattern)).toEqual(tag === undefined ? [] : [tag]);
    // A release gets one of each, but for the pattern that says otherwise.
    expect(await of(pattern, 'v2.0.0')).toHaveLength(pattern.startsWith('{{#unless') ? 0 : 1);
  });

  it('is recognized by what pep440 calls none of its final releases', async () => {
    const entries = [
      { type: 'pep440', pattern: '{{this.major}}' },
      { type: 'pep440', pattern: 'stable' },
    ];
    for (const tag of ['1!2.0rc1', '2.0.post1', '2.0.dev3', '2.0a1+local.7'])
      expect(await tagsOf(entries, gitTag(tag))).toEqual([tag.replace(/[!+]/, '-')]);
  });
});

describe('highest', () => {
  const rolling = [
    { type: 'semver', pattern: '{{version}}' },
    { type: 'semver', pattern: '{{major}}.{{minor}}', highest: true },
    { type: 'semver', pattern: '{{major}}', highest: true },
    { value: 'stable', highest: true },
  ];
  const of = async (version: string, ...releases: string[]): Promise<unknown> =>
    (await tagged({ tags: rolling }, released(gitTag(version), ...releases))).tags['app'];

  it('moves each tag only among the releases that share it', async () => {
    const before = ['v1.9.3', 'v1.10.0', 'v2.0.0', 'v2.1.0-rc.1', 'nightly', 'v3'];
    expect(await of('v1.9.4', ...before)).toEqual(['1.9.4', '1.9']);
    expect(await of('v1.10.1', ...before)).toEqual(['1.10.1', '1.10', '1']);
    // For the text "stable" every version counts, "v3" too, which is no semver.
    expect(await of('v2.0.1', ...before)).toEqual(['2.0.1', '2.0', '2']);
    expect(await of('v3.0.0', ...before)).toEqual(['3.0.0', '3.0', '3', 'stable']);
    expect(await of('v1.9.2', ...before)).toEqual(['1.9.2']);
  });

  it('is never a prerelease, and counts none', async () => {
    expect(await of('v2.1.0-rc.1', 'v2.0.0')).toEqual(['2.1.0-rc.1']);
    expect(await of('v2.0.0', 'v2.1.0-rc.1')).toEqual(['2.0.0', '2.0', '2', 'stable']);
  });

  it('is the first release, and one that was released again', async () => {
    expect(await of('v0.1.0')).toEqual(['0.1.0', '0.1', '0', 'stable']);
    expect(await of('v0.1.0', 'v0.1.0')).toEqual(['0.1.0', '0.1', '0', 'stable']);
  });

  it('compares what an entry reads: parts of Git tags, PEP 440, and values', async () => {
    const match = {
      tags: [{ type: 'semver', pattern: '{{major}}', match: '^app/v(.*)$', highest: true }],
      flavor: { latest: 'highest' },
    };
    expect(
      (await tagged(match, released(gitTag('app/v1.2.0'), 'app/v1.1.0', 'lib/v1.9.0', 'v1.8.0'))).tags['app'],
    ).toEqual(['1', 'latest']);
    expect((await tagged(match, released(gitTag('app/v1.2.0'), 'app/v1.3.0'))).tags['app']).toEqual([]);
    const pep440 = { tags: [{ type: 'pep440', pattern: '{{major}}', highest: true }] };
    expect(
      (await tagged(pep440, released(gitTag('1.10'), '1.9', '2.0rc1', '1.11.dev1'))).tags['app'],
    ).toEqual(['1']);
    expect((await tagged(pep440, released(gitTag('1.10'), '1.10.1'))).tags['app']).toEqual([]);
    const value = {
      values: { release: '1.2.0' },
      tags: [{ type: 'semver', pattern: '{{major}}', value: '{{release}}', highest: true }],
    };
    expect((await tagged(value, released(branch('main'), 'v1.1.0', 'v0.1.0'))).tags['app']).toEqual(['1']);
    expect((await tagged(value, released(branch('main'), 'v1.3.0'))).tags['app']).toEqual([]);
  });

  it('is no guess where the releases are not known', async () => {
    const run = {
      ...gitTag('v1.2.3'),
      releases: { because: 'this clone is shallow', hint: 'fetch the tags' },
    };
    expect((await tagged({ tags: [{ value: 'stable', highest: true }] }, run)).problems).toEqual([
      'whether 1.2.3 is the highest release cannot be told: this clone is shallow',
    ]);
    expect((await tagged({ tags: ['x'], flavor: { latest: 'highest' } }, run)).problems).toEqual([
      'whether 1.2.3 is the highest release cannot be told: this clone is shallow',
    ]);
    // A run that is no release moves nothing, whatever was released.
    expect(
      (
        await tagged(
          { tags: ['x', { value: 'stable', highest: true }], flavor: { latest: 'highest' } },
          { ...branch('main'), releases: run.releases },
        )
      ).tags['app'],
    ).toEqual(['x']);
  });
});

describe('immutable', () => {
  it('says which tags of an image never move', async () => {
    const tags = [
      { type: 'semver', pattern: '{{version}}', immutable: true },
      'type=semver,pattern={{major}}',
      'type=sha,immutable=true',
    ];
    expect(await tagged({ tags }, gitTag('v1.2.3'))).toMatchObject({
      tags: { app: ['1.2.3', '1', 'sha-860c190'] },
      immutable: ['1.2.3', 'sha-860c190'],
    });
  });

  it('holds for a tag that another entry gives too', async () => {
    expect(
      await tagged(
        {
          tags: [
            { type: 'semver', pattern: '{{version}}', immutable: true },
            'type=semver,pattern={{major}}.{{minor}}',
          ],
        },
        gitTag('v1.2.3-rc.1'),
      ),
    ).toMatchObject({ tags: { app: ['1.2.3-rc.1'] }, immutable: ['1.2.3-rc.1'] });
  });
});

describe('an entry that finds nothing in a Git tag is a warning', () => {
  const warningsOf = async (tag: string, ...tags: unknown[]) =>
    (await tagged({ tags: [...tags, 'app'] }, gitTag(tag))).warnings;

  it('where the Git tag is no version', async () => {
    expect(
      await warningsOf('release-5', 'type=semver,pattern={{version}}', 'type=semver,pattern={{major}}'),
    ).toEqual([
      '"release-5" is no version by the rules of semver: "type=semver,pattern={{version}}" gives no tag',
      '"release-5" is no version by the rules of semver: "type=semver,pattern={{major}}" gives no tag',
    ]);
    expect(await warningsOf('app/v5', 'type=semver,pattern={{version}},match=^app/(.*)$')).toEqual([
      '"v5" is no version by the rules of semver: "type=semver,pattern={{version}},match=^app/(.*)$" gives no tag',
    ]);
  });

  it.each([
    ['type=semver,pattern={{version}},match=^app/(.*)$', '"^app/(.*)$" does not match "v1.2.3"'],
    ['type=pep440,pattern={{version}},match=^(a)?v', 'group 1 of "^(a)?v" is empty in "v1.2.3"'],
    ['type=match,pattern=^app/.*', '"^app/.*" does not match "v1.2.3"'],
    ['type=match,pattern=v(\\d+)(-rc)?,group=2', 'group 2 of "v(\\d+)(-rc)?" is empty in "v1.2.3"'],
    ['type=match,pattern=v(x*),group=1', 'group 1 of "v(x*)" is empty in "v1.2.3"'],
  ])('where %s does not match', async (entry, reason) => {
    expect(await warningsOf('v1.2.3', entry)).toEqual([`${reason}: "${entry}" gives no tag`]);
    // In a run that is no release there is nothing to search in.
    expect((await tagged({ tags: [entry, 'app'] }, branch('main'))).warnings).toEqual([]);
  });

  it('unless the entry says which Git tags it is for', async () => {
    const entry = {
      type: 'semver',
      pattern: '{{version}}',
      match: '^app/(.*)$',
      enable: '{{matches tag "app-*"}}',
    };
    expect(await warningsOf('lib/v1.2.3', entry)).toEqual([]);
    const plain = { ...entry, enable: '{{matches tag "app/*"}}' };
    expect(await warningsOf('lib/v1.2.3', plain)).toEqual([]);
    expect(await tagsOf([plain], gitTag('app/v1.2.3'))).toEqual(['1.2.3']);
    expect(await tagsOf([plain], branch('main'))).toEqual([]);
  });

  it('once for all images', async () => {
    const matrix = {
      axes: { python: ['3.11', '3.12'] },
      tags: ['type=match,pattern=^app/.*', '{{target}}-{{python}}'],
    };
    expect((await tagged(matrix, gitTag('v1.2.3'))).warnings).toHaveLength(1);
  });
});

describe('a name of which nothing can stand in a tag', () => {
  it.each([
    ['type=ref,event=branch', branch('日本'), 'branch'],
    ['x-{{branch}}', branch('日本'), 'branch'],
    ['type=edge,prefix={{branch}}-', branch('日本'), undefined],
    ['type=sha,suffix=-{{branch}}', branch('--'), 'branch'],
    ['type=ref,event=tag', gitTag('日本'), 'tag'],
    ['type=raw,value=x{{tag}}', gitTag('...'), 'tag'],
  ])('gives of %s no tag, and a warning', async (entry, run, name) => {
    const { tags, warnings } = await tagged({ tags: [entry, 'app'] }, run);
    expect([tags, warnings]).toEqual([
      { app: ['app'] },
      name === undefined ? [] : [`nothing of the ${name} can stand in a tag: "${entry}" gives no tag`],
    ]);
  });

  it('can be compared all the same', async () => {
    expect(await tagsOf([{ value: 'x', enable: "{{eq branch '日本'}}" }], branch('日本'))).toEqual(['x']);
  });
});

describe('a run in which no image gets a tag', () => {
  const NONE = 'no image gets a tag in this run';
  const TWO = { targets: { base: { from: 'debian:12' }, full: { from: 'base' } } };
  const tags = [{ type: 'semver', pattern: '{{version}}', prefix: '{{target}}-' }];

  it('is a warning', async () => {
    expect((await tagged({ ...TWO, tags }, branch('topic'))).warnings).toEqual([NONE]);
    expect((await tagged(TWO, schedule, { given: ['type=ref,event=pr'] })).warnings).toEqual([NONE]);
  });

  it('is a notice where that is mostly meant: for pull requests, and on the command line', async () => {
    expect((await tagged({ ...TWO, tags }, pull)).warnings).toEqual([`notice: ${NONE}`]);
    const local = { branch: 'topic', isDefaultBranch: false, writesCache: false };
    expect((await tagged({ ...TWO, tags }, local)).warnings).toEqual([`notice: ${NONE}`]);
  });

  it('is none where an image has one, where files are made, and where there is no run', async () => {
    expect((await tagged({ ...TWO, tags }, gitTag('v1.2.3'))).warnings).toEqual([]);
    expect(
      (await tagged({ ...TWO, tags: [...tags, { value: 'x', when: { target: 'full' } }] }, branch('topic')))
        .warnings,
    ).toEqual([]);
    const files = { targets: { app: { from: 'debian:12', output: 'local' } } };
    expect((await tagged({ ...files, tags }, branch('topic'))).warnings).toEqual([]);
    expect((await tagged({ ...TWO, tags })).warnings).toEqual([]);
  });
});
