import { describe, expect, it } from 'vitest';
import { lines } from '../../src/edge-input.ts';
import { branch, gitTag, mergeGroup, pull, released, runOf, schedule, tagged, tagsOf } from './runs.ts';

/** Defects of docker/metadata-action that its users live with; each must not be here. */
describe('what metadata-action gets wrong', () => {
  it('writes no HTML into names of branches', async () => {
    const run = branch("feat/a&b's<c>");
    expect(
      await tagsOf(['type=ref,event=branch', 'type=raw,value=x-{{branch}}', 'y-{{branch}}'], run),
    ).toEqual(['feat-a-b-s-c-', 'x-feat-a-b-s-c-', 'y-feat-a-b-s-c-']);
  });

  it('refuses a tag that is too long, or begins with "." or "-"', async () => {
    expect(await tagsOf(['type=ref,event=branch'], branch('b'.repeat(128)))).toEqual(['b'.repeat(128)]);
    expect(await tagsOf(['type=ref,event=branch'], branch('b'.repeat(129)))).toMatch(
      /is 129 characters long; at most 128/,
    );
    expect(await tagsOf(['type=raw,value=.foo'], branch('main'))).toMatch(/starts with "\."/);
    expect(await tagsOf(['type=sha,prefix=-'], branch('main'))).toMatch(/starts with "-"/);
  });

  it('takes a branch whose name begins with what a tag cannot hold', async () => {
    expect(await tagsOf(['type=ref,event=branch'], branch('ünï/x'))).toEqual(['n-x']);
    // No character of this branch is allowed in a tag, so it gives none.
    expect(await tagsOf(['type=ref,event=branch', 'app'], branch('日本'))).toEqual(['app']);
  });

  it('takes an indented comment for a comment', async () => {
    const given = lines(
      '  # the release\n  type=semver,pattern={{version}}\n\n' +
        '    # and the branch\n\t#type=sha\n  type=ref,event=branch',
    );
    expect((await tagged({}, gitTag('v1.2.3'), { given })).tags).toEqual({ app: ['1.2.3'] });
  });

  it('makes nothing of a merge queue', async () => {
    const entries = [
      'type=ref,event=branch',
      'type=edge',
      'type=raw,value=b-{{branch}}',
      'type=raw,value=latest,enable={{is_default_branch}}',
      'b-{{branch}}',
    ];
    expect(await tagsOf(entries, mergeGroup)).toEqual([]);
    expect(await tagsOf(['to-{{base_ref}}'], mergeGroup)).toEqual(['to-main']);
  });

  it('does not move latest to an old release', async () => {
    const matrix = { flavor: { latest: 'highest' }, tags: ['type=semver,pattern={{version}}'] };
    expect(
      (await tagged(matrix, released(gitTag('v1.9.4'), 'v1.9.3', 'v2.0.0', 'v1.9.4'))).tags['app'],
    ).toEqual(['1.9.4']);
    expect(
      (await tagged(matrix, released(gitTag('v2.0.1'), 'v1.9.3', 'v2.0.0', 'v2.0.1'))).tags['app'],
    ).toEqual(['2.0.1', 'latest']);
  });

  it("leaves texts alone: a flavor's suffix does not end up behind them", async () => {
    expect(
      await tagsOf(
        ['type=raw,value=latest', 'stable', { value: 'current' }, 'type=semver,pattern={{version}}'],
        gitTag('v1.2.3'),
        { flavor: { suffix: '-alpine' } },
      ),
    ).toEqual(['1.2.3-alpine', 'latest', 'stable', 'current']);
  });

  it('tells a scheduled run of the default branch without being told which that is', async () => {
    expect(await tagsOf(['type=edge'], schedule)).toEqual(['edge']);
  });

  it('keeps upper case, which tags may have', async () => {
    expect(await tagsOf(['type=ref,event=branch', 'RC'], branch('Feature/ABC'))).toEqual([
      'Feature-ABC',
      'RC',
    ]);
  });

  it('keeps the commas of a date, and of quoted fields', async () => {
    expect(
      await tagsOf(
        [
          "type=raw,value={{date 'YYYY,MM'}},suffix=-x",
          'type=raw,"value={{date ""YYYY"" tz=""UTC""}}",prefix=p-',
          'type=raw,value={{date "YYYY"}}',
        ],
        branch('main'),
      ),
    ).toEqual(['2020-01-x', 'p-2020', '2020']);
  });
});

describe('a regular expression', () => {
  it('that would search without end is given up, and is an error', async () => {
    const result = await tagsOf([{ type: 'match', pattern: '^(a+)+$' }, 'app'], gitTag(`${'a'.repeat(60)}!`));
    expect(result).toMatch(/^the search for "\^\(a\+\)\+\$" in "a{60}!" was given up: it takes too long$/);
  });

  it('may have groups within groups', async () => {
    expect(
      await tagsOf([{ type: 'match', pattern: '^v((?:\\d+\\.?)+)$', group: '1' }], gitTag('v1.22.333')),
    ).toEqual(['1.22.333']);
  });
});

describe('names', () => {
  it('of values and axes win over facts of tags', async () => {
    expect(
      (
        await tagged(
          {
            axes: { tag: ['bookworm'] },
            values: { sha: 'mine', raw: 'r' },
            tags: ['{{target}}-{{tag}}-{{sha}}-{{raw}}'],
          },
          gitTag('v1.2.3'),
        )
      ).tags,
    ).toEqual({ 'app-bookworm': ['app-bookworm-mine-r'] });
    // Within a version's pattern its own names win.
    expect(
      await tagsOf(['type=semver,pattern={{raw}}-{{major}}-{{extra}}'], gitTag('v1.2.3'), {
        values: { raw: 'r', major: 'm', extra: 'e' },
      }),
    ).toEqual(['v1.2.3-1-e']);
  });

  it('that do not exist are errors, with what is near', async () => {
    expect(await tagsOf(['type=semver,pattern={{vresion}}'], gitTag('v1.2.3'))).toMatch(
      /"vresion" is not defined \(did you mean "version"\?\)/,
    );
  });

  it('of branches are compared as they are called', async () => {
    expect(
      await tagsOf([{ value: 'next', enable: "{{eq branch 'release/next'}}" }], branch('release/next')),
    ).toEqual(['next']);
    expect(
      await tagsOf([{ value: 'next', enable: "{{eq branch 'release/next'}}" }], branch('release-next')),
    ).toEqual([]);
    expect(await tagsOf([{ value: 'next', enable: '{{branch}}' }], branch('main'))).toMatch(
      /"enable" must be true or false, or an expression that gives one of them, not "main"/,
    );
  });
});

describe('a rendered file', () => {
  it('holds no tag of a run, only those of the matrix', async () => {
    const tags = [
      'app',
      'type=schedule',
      'type=edge',
      'type=ref,event=branch',
      'type=ref,event=tag',
      'type=ref,event=pr',
      'type=sha',
      'type=semver,pattern={{version}}',
      'type=pep440,pattern={{version}}',
      'type=match,pattern=.*',
      "type=raw,value={{date 'YYYY'}}",
      "x{{commit_date 'YYYY'}}",
      'type=raw,value=y,enable={{is_default_branch}}',
      '{{is_not_default_branch}}',
      '{{tag}}',
      '{{base_ref}}',
      '{{sha}}',
      'type=semver,pattern={{major}},value={{release}},highest=true',
      'type=semver,pattern={{version}},value={{release}}',
    ];
    const result = await tagged({ tags, values: { release: '1.2.3' }, flavor: { latest: 'highest' } });
    // The last entry depends only on a value of the matrix, so its tag is not one of a run.
    expect(result).toEqual({ tags: { app: ['1.2.3', 'app'] }, immutable: [], problems: [], warnings: [] });
  });
});

describe('a pull request', () => {
  it('that a workflow handles for its target gets the same tags', async () => {
    const entries = ['type=ref,event=pr', 'type=ref,event=branch', 'type=edge', 'type=sha'];
    expect(
      await tagsOf(
        entries,
        runOf('pull_request_target', 'refs/heads/main', {
          number: 2,
          pull_request: {
            number: 2,
            head: { ref: 'topic', sha: pull.revision, repo: null },
            base: { ref: 'main' },
          },
        }),
      ),
    ).toEqual(await tagsOf(entries, pull));
  });
});
