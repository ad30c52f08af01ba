import { describe, expect, it } from 'vitest';
import type { RunFacts } from '../../src/tags/run-facts.ts';
import {
  branch,
  dispatch,
  gitTag,
  mergeGroup,
  pull,
  pullMerged,
  pullTarget,
  runOf,
  schedule,
  SHA,
  tagsOf,
} from './runs.ts';

/**
 * What docker/metadata-action documents in its README (v6), type by type, and what the same entries give here. A line
 * with `theirs` is one where we differ on purpose; `because` says why, and docs/tags.md has it too. What is said of
 * theirs is what the action itself gave for these lines (commit dc80280).
 */
interface Line {
  readonly entries: readonly string[];
  readonly run: RunFacts;
  readonly tags: readonly string[];
  readonly flavor?: object;
  readonly theirs?: readonly string[];
  readonly because?: string;
}

const line = (
  entries: string | readonly string[],
  run: RunFacts,
  tags: string | readonly string[],
  rest: Partial<Line> = {},
): Line => ({ entries: [entries].flat(), run, tags: [tags].flat(), ...rest });
const HEAD = '0fa1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3';

const TABLES: Readonly<Record<string, readonly Line[]>> = {
  'type=schedule': [
    line('type=schedule', schedule, 'nightly'),
    line('type=schedule,pattern=nightly', schedule, 'nightly'),
    line("type=schedule,pattern={{date 'YYYYMMDD'}}", schedule, '20200110'),
    line("type=schedule,pattern={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", schedule, '20200110-093000'),
    line("type=schedule,pattern=n-{{commit_date 'YYYYMMDD' tz='UTC'}}", schedule, 'n-20191231'),
    line('type=schedule', branch('main'), []),
    line('type=schedule', gitTag('v1.2.3'), []),
    line('type=schedule', pull, []),
    line('type=schedule', dispatch('main'), []),
    line('type=schedule,prefix=p-,suffix=-s', schedule, 'p-nightly-s'),
    line('type=schedule,enable=false', schedule, []),
  ],
  'type=semver': [
    line('type=semver,pattern={{raw}}', gitTag('v1.2.3'), 'v1.2.3'),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3'), '1.2.3'),
    line('type=semver,pattern={{version}}', gitTag('1.2.3'), '1.2.3'),
    line('type=semver,pattern={{major}}.{{minor}}', gitTag('v1.2.3'), '1.2'),
    line('type=semver,pattern=v{{major}}', gitTag('v1.2.3'), 'v1'),
    line('type=semver,pattern={{minor}}', gitTag('v1.2.3'), '2'),
    line('type=semver,pattern={{patch}}', gitTag('v1.2.3'), '3'),
    line('type=semver,pattern={{version}},match=v(\\d.\\d.\\d)$', gitTag('p1/v1.2.3'), '1.2.3'),
    line('type=semver,pattern={{raw}}', gitTag('v2.0.8-beta.67'), 'v2.0.8-beta.67'),
    line('type=semver,pattern={{version}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{major}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{major}}.{{minor}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{version}},value=v1.0.0', branch('main'), '1.0.0'),
    line('type=semver,pattern={{version}},value=p1/v1.0.0,match=v(\\d.\\d.\\d)$', branch('main'), '1.0.0'),
    line('type=semver,pattern={{version}},value=', gitTag('v1.2.3'), '1.2.3'),
    line('type=semver,pattern={{version}},value={{tag}}', gitTag('v1.2.3'), '1.2.3'),
    line('type=semver,pattern={{version}}', branch('main'), []),
    line('type=semver,pattern={{version}}', pull, []),
    line('type=semver,pattern={{version}}', schedule, []),
    line('type=semver,pattern={{version}}', gitTag('release1'), []),
    line('type=semver,pattern={{version}}', gitTag('v1.2'), []),
    line('type=semver,pattern={{version}}', gitTag('v01.2.3'), []),
    line('type=semver,pattern={{version}}', gitTag('=1.2.3'), []),
    line('type=semver,pattern={{version}}', gitTag('1.2.20250101123456789'), []),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3+build.5'), '1.2.3'),
    line('type=semver,pattern={{raw}}', gitTag('v1.2.3+build.5'), 'v1.2.3-build.5'),
    line('type=semver,pattern={{version}},prefix=foo-,suffix=-bar', gitTag('v1.2.3'), 'foo-1.2.3-bar'),
    line(
      [
        'type=semver,pattern={{version}}',
        'type=semver,pattern={{major}}.{{minor}}',
        'type=semver,pattern={{major}}',
      ],
      gitTag('v1.2.3'),
      ['1.2.3', '1.2', '1'],
    ),
    line(
      [
        'type=semver,pattern={{version}}',
        'type=semver,pattern={{major}}.{{minor}}',
        'type=semver,pattern={{major}}',
      ],
      gitTag('v2.0.8-beta.67'),
      '2.0.8-beta.67',
    ),
    line('type=semver,pattern=v{{major}}', gitTag('v2.0.8-beta.67'), 'v2.0.8-beta.67', {
      theirs: ['2.0.8-beta.67'],
      because: 'what stands around the version stays: it may be what tells the images apart',
    }),
    line('type=semver,pattern={{version}}-alpine', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67-alpine', {
      theirs: ['2.0.8-beta.67'],
      because: 'as above: an alpine image would take the tag of the other one',
    }),
    line('type=semver,pattern={{this.major}}.{{&minor}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{{major}}}.{{[minor]}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{~major~}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{major}}-{{minor}}-{{patch}}', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=semver,pattern={{{raw}}}', gitTag('v2.0.8-beta.67'), 'v2.0.8-beta.67'),
    line('type=semver,pattern=stable', gitTag('v1.2.3'), 'stable'),
    line('type=semver,pattern=stable', gitTag('v2.0.8-beta.67'), [], {
      theirs: ['2.0.8-beta.67'],
      because: 'several images share the repository, and their patterns tell them apart',
    }),
    line(
      'type=semver,pattern={{raw}}-{{version}}',
      gitTag('v2.0.8-beta.67'),
      'v2.0.8-beta.67-2.0.8-beta.67',
      {
        theirs: ['2.0.8-beta.67'],
        because: 'as above',
      },
    ),
    line('type=semver,pattern={{raw}},match=^p1/(.*)$', gitTag('p1/v1.2.3'), 'v1.2.3'),
    line('type=semver,pattern={{raw}},match=^p1/(.*)$', gitTag('p1/v1.2.3-rc.1'), 'v1.2.3-rc.1'),
    line('type=semver,pattern={{version}},match=^app/(.*)$', gitTag('v1.2.3'), [], {
      theirs: ['1.2.3'],
      because: 'a Git tag that does not match is of something else',
    }),
  ],
  'type=pep440': [
    line('type=pep440,pattern={{raw}}', gitTag('1.2.3'), '1.2.3'),
    line('type=pep440,pattern={{version}}', gitTag('1.2.3'), '1.2.3'),
    line('type=pep440,pattern={{version}}', gitTag('v1.2.3'), '1.2.3'),
    line('type=pep440,pattern={{major}}.{{minor}}', gitTag('1.2.3'), '1.2'),
    line('type=pep440,pattern=v{{major}}', gitTag('1.2.3'), 'v1'),
    line('type=pep440,pattern={{patch}}', gitTag('1.2'), '0'),
    line('type=pep440,pattern={{raw}}', gitTag('v1.2.3rc2'), 'v1.2.3rc2'),
    line('type=pep440,pattern={{version}}', gitTag('1.2.3rc2'), '1.2.3rc2'),
    line('type=pep440,pattern={{version}},match=v(\\d.\\d.\\d)$', gitTag('p1/v1.2.3'), '1.2.3'),
    line('type=pep440,pattern={{major}}.{{minor}}', gitTag('1.2.3rc2'), '1.2.3rc2'),
    line('type=pep440,pattern={{major}}.{{minor}}', gitTag('1.2.3post1'), '1.2.3.post1'),
    line('type=pep440,pattern={{major}}.{{minor}}', gitTag('1.2.3beta2'), '1.2.3b2'),
    line('type=pep440,pattern={{major}}.{{minor}}', gitTag('1.0dev4'), '1.0.dev4'),
    line('type=pep440,pattern={{raw}},match=^p1/(.*)$', gitTag('p1/1.2rc1'), '1.2rc1'),
    line('type=pep440,pattern={{this.major}}', gitTag('1.2.3rc2'), '1.2.3rc2'),
    line('type=pep440,pattern=stable', gitTag('1.2.3.post1'), [], {
      theirs: ['1.2.3.post1'],
      because: 'as for semver',
    }),
    line('type=pep440,pattern={{version}},value=1.0.0', branch('main'), '1.0.0'),
    line('type=pep440,pattern={{version}},value=p1/v1.0.0,match=v(\\d.\\d.\\d)$', branch('main'), '1.0.0'),
    line('type=pep440,pattern={{version}}', branch('main'), []),
    line('type=pep440,pattern={{version}}', gitTag('sometag'), []),
    line('type=pep440,pattern={{version}}', gitTag('1!2.0'), '1-2.0'),
    line('type=pep440,pattern={{version}}', gitTag('1.0+ubuntu_1'), '1.0-ubuntu.1', {
      theirs: ['1.0-ubuntu-1'],
      because: 'PEP 440 spells local versions with "."',
    }),
    line('type=pep440,pattern={{version}}', gitTag('1.0+007'), '1.0-7'),
    line('type=pep440,pattern={{version}}', gitTag('1.0+1e5'), '1.0-1e5', {
      theirs: ['1.0-100000'],
      because: 'the first digits of a commit are no number',
    }),
    line('type=pep440,pattern={{version}}', gitTag('1.0.20250101123456789'), [], {
      theirs: ['1.0.20250101123456788'],
      because: 'the tag would be of a version that there is not',
    }),
  ],
  'type=match': [
    line('type=match,pattern=\\d.\\d.\\d', gitTag('v1.2.3'), '1.2.3'),
    line('type=match,pattern=v(.*),group=1', gitTag('v2.0.8-beta.67'), '2.0.8-beta.67'),
    line('type=match,pattern=v(\\d.\\d),group=1', gitTag('v2.0.8-beta.67'), '2.0'),
    line('type=match,pattern=\\d+', gitTag('20200110-RC2'), '20200110'),
    line('type=match,pattern=p1/v(\\d.\\d.\\d),group=1', gitTag('p1/v1.2.3'), '1.2.3'),
    line('type=match,pattern=/V(.*)/i,group=1', gitTag('v1.2.3'), '1.2.3'),
    line('type=match,"pattern=v(\\d{1,2}\\.\\d{1,2})",group=1', gitTag('v12.10.3'), '12.10', {
      theirs: ['(an error)'],
      because: 'a quoted field may hold commas; there the quotes are gone before the fields are read',
    }),
    line('type=match,pattern=v(.*),group=1,value=v1.0.0', branch('main'), '1.0.0'),
    line('type=match,pattern=v(.*),group=1', branch('main'), []),
    line('type=match,pattern=v(.*),group=1', gitTag('release'), []),
    line('type=match,pattern=v(\\d+)(-rc)?,group=2', gitTag('v1.2.3'), []),
  ],
  'type=edge': [
    line('type=edge', branch('main'), 'edge'),
    line('type=edge', branch('dev'), []),
    line('type=edge,branch=dev', branch('dev'), 'edge'),
    line('type=edge,branch=dev', branch('main'), []),
    line('type=edge', schedule, 'edge'),
    line('type=edge', dispatch('main'), 'edge'),
    line('type=edge', gitTag('v1.2.3'), []),
    line('type=edge', pull, []),
    line('type=edge', pullMerged, 'edge'),
    line('type=edge', pullTarget, []),
    line('type=edge', mergeGroup, []),
  ],
  'type=ref': [
    line('type=ref,event=pr', pull, 'pr-2'),
    line('type=ref,event=pr', pullTarget, 'pr-2'),
    line('type=ref,event=pr,prefix=', pull, '2'),
    line('type=ref,event=pr,prefix=pull-', pull, 'pull-2'),
    line('type=ref,event=pr', branch('main'), []),
    line('type=ref,event=pr', pullMerged, []),
    line('type=ref,event=branch', pullMerged, 'main'),
    line('type=ref,event=branch', branch('master'), 'master'),
    line('type=ref,event=branch', branch('my/branch'), 'my-branch'),
    line('type=ref,event=branch', dispatch('master'), 'master'),
    line('type=ref,event=branch', schedule, 'main'),
    line('type=ref,event=branch', pull, []),
    line('type=ref,event=branch', pullTarget, []),
    line('type=ref,event=branch', gitTag('v1.2.3'), []),
    line('type=ref,event=branch', mergeGroup, [], {
      theirs: [`gh-readonly-queue-main-pr-5-${SHA}`],
      because: 'the branch of a merge queue is gone when the run is over',
    }),
    line('type=ref,event=tag', gitTag('v1.2.3'), 'v1.2.3'),
    line('type=ref,event=tag', gitTag('v2.0.8-beta.67'), 'v2.0.8-beta.67'),
    line('type=ref,event=tag', branch('main'), []),
  ],
  'type=raw': [
    line(['type=raw,value=foo', 'type=raw,value=bar'], branch('main'), ['foo', 'bar']),
    line(['type=raw,foo', 'type=raw,bar'], branch('main'), ['foo', 'bar']),
    line(['foo', 'bar'], branch('main'), ['foo', 'bar']),
    line('value=foo', pull, 'foo'),
    line('type=raw,value=mytag-{{branch}}-{{sha}}', branch('main'), 'mytag-main-860c190'),
    line('type=raw,value=feat/x y', branch('main'), 'feat-x-y'),
    line('type=raw,value=latest,enable={{is_default_branch}}', branch('main'), 'latest'),
    line('type=raw,value=latest,enable={{is_default_branch}}', branch('dev'), []),
    line('type=raw,value=latest,enable={{is_default_branch}}', gitTag('v1.2.3'), []),
    line('type=raw,value=latest,enable={{is_default_branch}}', schedule, 'latest'),
    line('type=raw,value=dev,enable={{is_not_default_branch}}', branch('dev'), 'dev'),
    line('type=raw,value=latest,enable={{is_default_branch}}', runOf('create', 'refs/heads/dev'), [], {
      theirs: ['latest'],
      because: 'a branch that is new is not the default branch',
    }),
    line('type=raw,value=', branch('main'), []),
  ],
  'type=sha': [
    line('type=sha', branch('main'), 'sha-860c190'),
    line('type=sha,format=long', branch('main'), `sha-${SHA}`),
    line('type=sha,prefix=', gitTag('v1.2.3'), '860c190'),
    line('type=sha,prefix={{branch}}-', branch('my/branch'), 'my-branch-860c190'),
    line('type=sha', pull, `sha-${HEAD.slice(0, 7)}`, {
      theirs: ['sha-860c190'],
      because: 'the commit that was pushed, not one that GitHub made to test the merge and that nobody has',
    }),
    line('type=sha', pullMerged, 'sha-860c190'),
    line('type=sha,prefix={{branch}}-', gitTag('v1.2.3'), [], {
      theirs: ['-860c190'],
      because: 'a tag must not begin with "-": what uses a fact that is not there gives no tag',
    }),
  ],
  'global expressions': [
    line('type=raw,value=x-{{branch}}', branch('master'), 'x-master'),
    line('type=raw,value=x-{{branch}}', branch('my/branch'), 'x-my-branch'),
    line('type=raw,value=x-{{tag}}', gitTag('v1.2.3'), 'x-v1.2.3'),
    line('type=raw,value=x-{{base_ref}}', pull, 'x-main'),
    line('type=raw,value=x-{{base_ref}}', gitTag('v1.2.3'), 'x-main'),
    line('type=raw,value=x{{tag}}', branch('main'), [], {
      theirs: ['x'],
      because: 'what uses a fact that is not there gives no tag, as plain texts do',
    }),
    line('type=raw,value=x{{base_ref}}', branch('main'), [], { theirs: ['x'], because: 'as above' }),
    line('type=raw,value=x{{branch}}', pull, 'xtopic', {
      theirs: ['x'],
      because: 'the branch that the pull request comes from, as in plain texts',
    }),
    line("type=raw,value={{date 'YYYYMMDD'}}", branch('main'), '20200110'),
    line(
      "type=raw,value={{commit_date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}",
      branch('main'),
      '20191231-231000',
    ),
    line(
      'type=raw,"value={{date \'dddd, MMMM Do YYYY, h:mm:ss a\'}}"',
      branch('main'),
      'Friday-January-10th-2020-12-30-00-am',
      { theirs: ['h-mm-ss-a-'], because: 'as above' },
    ),
    line('type=raw,value={{branch}}', branch("feat/a&b's"), 'feat-a-b-s', {
      theirs: ['feat-a-amp-b-x27-s'],
      because: 'a tag is no HTML',
    }),
  ],
  priorities: [
    line(['type=sha', 'type=raw,value=foo', 'type=ref,event=branch', 'type=edge'], branch('main'), [
      'edge',
      'main',
      'foo',
      'sha-860c190',
    ]),
    line(['type=ref,event=branch', 'type=schedule'], schedule, ['nightly', 'main']),
    line(
      ['type=match,pattern=.*', 'type=pep440,pattern={{version}}', 'type=semver,pattern=s{{version}}'],
      gitTag('1.2.3'),
      ['1.2.3', 's1.2.3'],
    ),
    line(['type=raw,value=foo', 'type=raw,value=bar,priority=2000'], branch('main'), ['bar', 'foo']),
    line(['type=raw,value=a', 'type=raw,value=b', 'type=raw,value=a'], branch('main'), ['a', 'b']),
  ],
  'flavor: prefix and suffix': [
    line('type=ref,event=branch', branch('main'), 'x-main-y', { flavor: { prefix: 'x-', suffix: '-y' } }),
    line('type=ref,event=branch,prefix=p-,suffix=', branch('main'), 'p-main', {
      flavor: { prefix: 'x-', suffix: '-y' },
    }),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3'), '1.2.3-alpine', {
      flavor: { suffix: '-alpine' },
    }),
    line('type=raw,value=foo', branch('main'), 'foo', {
      flavor: { prefix: 'x-', suffix: '-y' },
      theirs: ['x-foo-y'],
      because: 'what is written as a text is the text',
    }),
    line('foo', branch('main'), 'foo', {
      flavor: { prefix: 'x-', suffix: '-y' },
      theirs: ['x-foo-y'],
      because: 'as above',
    }),
    line('type=raw,value=foo,prefix=x-', branch('main'), 'x-foo'),
    line('type=ref,event=pr', pull, 'x-pr-2', {
      flavor: { prefix: 'x-' },
      theirs: ['pr-2'],
      because: 'several images share the repository: their pull requests must not share a tag',
    }),
    line('type=sha', branch('main'), 'x-sha-860c190', {
      flavor: { prefix: 'x-' },
      theirs: ['sha-860c190'],
      because: 'as above',
    }),
  ],
  'flavor: latest=auto': [
    line('type=semver,pattern={{version}}', gitTag('v1.2.3'), ['1.2.3', 'latest'], {
      flavor: { latest: 'auto' },
    }),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3-rc.1'), '1.2.3-rc.1', {
      flavor: { latest: 'auto' },
    }),
    line('type=pep440,pattern={{version}}', gitTag('1.2.3'), ['1.2.3', 'latest'], {
      flavor: { latest: 'auto' },
    }),
    line('type=pep440,pattern={{version}}', gitTag('1.2.3.post1'), '1.2.3.post1', {
      flavor: { latest: 'auto' },
    }),
    line('type=ref,event=tag', gitTag('v1.2.3'), ['v1.2.3', 'latest'], { flavor: { latest: 'auto' } }),
    line('type=match,pattern=\\d+', gitTag('20200110'), ['20200110', 'latest'], {
      flavor: { latest: 'auto' },
    }),
    line('type=ref,event=branch', branch('main'), 'main', { flavor: { latest: 'auto' } }),
    line('type=ref,event=pr', pull, 'pr-2', { flavor: { latest: 'auto' } }),
    line('type=schedule', schedule, 'nightly', { flavor: { latest: 'auto' } }),
    line('type=edge', branch('main'), 'edge', { flavor: { latest: 'auto' } }),
    line('type=sha', gitTag('v1.2.3'), 'sha-860c190', { flavor: { latest: 'auto' } }),
    line('type=raw,value=foo', branch('main'), 'foo', { flavor: { latest: 'auto' } }),
    line(
      ['type=semver,pattern={{version}}', 'type=ref,event=tag'],
      gitTag('v1.2.3-rc.1'),
      ['1.2.3-rc.1', 'v1.2.3-rc.1'],
      { flavor: { latest: 'auto' } },
    ),
    line('type=ref,event=branch', branch('main'), ['main', 'latest'], { flavor: { latest: true } }),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3'), '1.2.3', { flavor: { latest: false } }),
    line('type=semver,pattern={{version}}', gitTag('v1.2.3'), ['1.2.3'], {
      theirs: ['1.2.3', 'latest'],
      because: 'auto is the default there; here nothing is latest until the matrix says so',
    }),
    line('type=ref,event=tag', gitTag('v2.0.8-beta.67'), 'v2.0.8-beta.67', {
      flavor: { latest: 'auto' },
      theirs: ['v2.0.8-beta.67', 'latest'],
      because: 'a prerelease is never latest',
    }),
    line('type=ref,event=tag', gitTag('foo/v1.2.3-rc.1'), 'foo-v1.2.3-rc.1', {
      flavor: { latest: 'auto' },
      theirs: ['foo-v1.2.3-rc.1', 'latest'],
      because: 'as above',
    }),
    line('type=ref,event=tag', gitTag('foo/v1.2.3'), ['foo-v1.2.3', 'latest'], {
      flavor: { latest: 'auto' },
    }),
    line('type=match,pattern=v(.*),group=1', gitTag('v1.2.3-0.3.7'), '1.2.3-0.3.7', {
      flavor: { latest: 'auto' },
      theirs: ['1.2.3-0.3.7', 'latest'],
      because: 'as above',
    }),
    line(
      ['type=raw,value=foo,priority=2000', 'type=semver,pattern={{version}}'],
      gitTag('v1.2.3'),
      ['foo', '1.2.3', 'latest'],
      {
        flavor: { latest: 'auto' },
        theirs: ['foo', '1.2.3'],
        because: 'a text says nothing of the run, so it does not decide',
      },
    ),
  ],
};

describe.each(Object.entries(TABLES))('%s', (_name, lines) => {
  it.each(
    lines.map(
      (its) =>
        [
          `${its.entries.join(' + ')}${its.flavor ? ` (${JSON.stringify(its.flavor)})` : ''}`,
          its.run.event,
          its.run.tag ?? its.run.branch ?? 'no branch',
          its,
        ] as const,
    ),
  )('%s on %s of %s', async (_entries, _event, _ref, { entries, run, tags, flavor, theirs, because }) => {
    expect(await tagsOf(entries, run, flavor ? { flavor } : {})).toEqual(tags);
    // A line that is marked as different must be, and must say why.
    if (theirs) expect([theirs, because]).not.toEqual([tags, expect.anything()]);
    expect(because === undefined).toBe(theirs === undefined);
  });
});
