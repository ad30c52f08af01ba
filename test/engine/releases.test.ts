import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeEngine } from '../rig/engine.ts';
import { branchPushed, dispatched, tagPushed, useBench, type ActionRun, type Occasion } from './bench.ts';
import { runIn } from './container.ts';
import { makeBuilder, startBuildkit } from './own-buildkit.ts';
import { startPackageServer, type PackageServer } from './package-server.ts';
import { digestOf, tagsOf } from './registry.ts';

const MATRIX = `version: 1
platforms: [linux/amd64]
refresh: 7 days
args: { PACKAGE_VERSION: "{{version}}" }
targets:
  tool: { from: "debian:bookworm-slim", latest: true }
tags:
  - "{{target}}-{{version}}"
  - { value: "{{target}}", highest: true }
  - { value: "{{target}}-latest", highest: true }
  - { type: edge, prefix: "{{target}}-" }
flavor: { latest: highest }
test:
  - run: [cat, /opt/package]
    stdout: "^{{version}}$"
scan: { mode: "off" }
`;

/** One run of the series: what it was of, what its image holds, and where all tags point before and after. */
interface Step {
  readonly package: string;
  readonly tool: string;
  readonly moved: readonly string[];
}

describeEngine('a series of releases, each on a fresh builder', () => {
  const bench = useBench('releases');
  let repository = '';
  let project = '';
  let server: PackageServer;
  const commits: Record<string, string> = {};
  let runs = 0;

  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: project,
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim();
  const commit = (name: string): void => {
    git('commit', '--quiet', '--allow-empty', '--message', name);
    commits[name] = git('rev-parse', 'HEAD');
  };
  const at = (name: string, { env, event }: Occasion): Occasion => ({
    event,
    env: { ...env, GITHUB_SHA: commits[name] ?? '' },
  });
  const tagsNow = async (): Promise<Readonly<Record<string, string | undefined>>> =>
    Object.fromEntries(
      await Promise.all(
        (await tagsOf(repository).catch(() => [])).map(
          async (tag) => [tag, await digestOf(repository, tag)] as const,
        ),
      ),
    );

  /** Runs the action at a commit on a builder that has nothing, and looks at the image and at all tags. */
  async function release(
    name: string,
    occasion: Occasion,
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<Step & { readonly run: ActionRun }> {
    git('checkout', '--quiet', commits[name] ?? '');
    const builder = `releases-${process.pid}-${(runs += 1)}`;
    const empty = await startBuildkit(bench.path(`b${runs}`));
    let remove = (): void => {};
    try {
      remove = makeBuilder(builder, [{ endpoint: empty.endpoint }]);
      const before = await tagsNow();
      const run = await bench.action(project, {
        ...at(name, occasion),
        inputs: { push: 'true', builder, sbom: 'false', ...inputs },
      });
      expect(run.code, run.log).toBe(0);
      const after = await tagsNow();
      const { tool } = JSON.parse(run.outputs['digests'] ?? '{}') as { tool: string };
      const [packageVersion = '', toolVersion = ''] = runIn(`${repository}@${tool}`, 'linux/amd64', [
        'cat /opt/package; echo',
        'cat /usr/share/local-tool; echo',
      ]).split('\n');
      const moved = Object.keys(after).filter((tag) => after[tag] !== before[tag]);
      console.info(
        `${name}: package ${packageVersion}, local-tool ${toolVersion}; tags moved: ${moved.join(' ') || 'none'}\n` +
          `  before ${JSON.stringify(before)}\n  after  ${JSON.stringify(after)}`,
      );
      // Whatever moved points at this image, and the outputs say so.
      expect(moved.map((tag) => after[tag])).toEqual(moved.map(() => tool));
      expect(run.outputs['tags']?.split('\n').filter(Boolean)).toEqual(
        Object.keys(after)
          .filter((tag) => after[tag] === tool)
          .map((tag) => `${repository}:${tag}`)
          .toSorted(),
      );
      return { package: packageVersion, tool: toolVersion, moved: moved.toSorted(), run };
    } finally {
      remove();
      await empty.stop();
    }
  }

  beforeAll(async () => {
    repository = bench.repository('tool');
    server = await startPackageServer(bench.path('packages'));
    project = bench.project({
      'matrix.yaml': MATRIX.replace('platforms', `image: ${repository}\nplatforms`),
      'templates/tool.hbs': `COPY matrix.yaml /opt/
ARG REFRESH_EPOCH
RUN echo 'deb [trusted=yes] ${server.url} ./' > /etc/apt/sources.list.d/local.list \\
 && apt-get update -o Dir::Etc::sourcelist=sources.list.d/local.list -o Dir::Etc::sourceparts=- \\
 && apt-get install --yes local-tool
ARG PACKAGE_VERSION=newest
RUN /usr/lib/apt/apt-helper download-file ${server.url}/package/$PACKAGE_VERSION /opt/package
`,
    });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    commit('first');
    server.setTool('1.0');
    server.setNewest('1.2.2');
  });
  afterAll(() => server.stop());

  it('has main at its edge, with the newest package', async () => {
    const { run, ...step } = await release('first', branchPushed());
    expect(step).toEqual({ package: '1.2.2', tool: '1.0', moved: ['tool-edge'] });
    expect(run.log).toContain('network inputs are taken anew');
  });

  it('releases what the tag says, and not what main was built with', async () => {
    git('tag', 'v1.2.3', commits['first'] ?? '');
    server.setNewest('1.2.3');
    const { run: _, ...step } = await release('first', tagPushed('v1.2.3'));
    expect(step).toEqual({
      package: '1.2.3',
      tool: '1.0',
      moved: ['latest', 'tool', 'tool-1.2.3', 'tool-latest'],
    });
  });

  it('moves the tags of the highest release to the next one', async () => {
    git('checkout', '--quiet', 'main');
    commit('second');
    git('tag', 'v1.2.4');
    const { run: _, ...step } = await release('second', tagPushed('v1.2.4'));
    expect(step).toEqual({
      package: '1.2.4',
      tool: '1.0',
      moved: ['latest', 'tool', 'tool-1.2.4', 'tool-latest'],
    });
  });

  it('gives a backport its own version alone', async () => {
    git('checkout', '--quiet', '-b', 'backports', commits['first'] ?? '');
    commit('backport');
    git('tag', 'v1.1.9');
    const { run: _, ...step } = await release('backport', tagPushed('v1.1.9'));
    expect(step).toEqual({ package: '1.1.9', tool: '1.0', moved: ['tool-1.1.9'] });
  });

  it('gives a prerelease its own version alone', async () => {
    git('checkout', '--quiet', 'main');
    commit('third');
    git('tag', 'v1.3.0-rc.1');
    const { run: _, ...step } = await release('third', tagPushed('v1.3.0-rc.1'));
    expect(step).toEqual({ package: '1.3.0-rc.1', tool: '1.0', moved: ['tool-1.3.0-rc.1'] });
  });

  it('keeps the packages of the last refresh, also on a fresh builder', async () => {
    server.setTool('2.0');
    server.setNewest('1.3.0');
    const { run, ...step } = await release('third', branchPushed());
    expect(step).toEqual({ package: '1.2.2', tool: '1.0', moved: ['tool-edge'] });
    expect(run.log).toMatch(/network inputs are those of \d{4}-\d\d-\d\d/);
  });

  it('takes a moved apt package in on a schedule, for main', async () => {
    const { run: _, ...step } = await release('third', scheduled(), { refresh: 'true' });
    expect(step).toEqual({ package: '1.3.0', tool: '2.0', moved: ['tool-edge'] });
  });

  it('and for the newest release from its own commit', async () => {
    const atTag = dispatched();
    const { run: _, ...step } = await release(
      'second',
      { ...atTag, env: { ...atTag.env, ...tagPushed('v1.2.4').env, GITHUB_EVENT_NAME: 'workflow_dispatch' } },
      { refresh: 'true' },
    );
    expect(step).toEqual({
      package: '1.2.4',
      tool: '2.0',
      moved: ['latest', 'tool', 'tool-1.2.4', 'tool-latest'],
    });
  });

  it('does not go back to older packages afterwards', async () => {
    const { run: _, ...step } = await release('second', tagPushed('v1.2.4'));
    expect(step).toMatchObject({ package: '1.2.4', tool: '2.0' });
  });

  it('leaves the edge to a newer commit when an older run of main ends last', async () => {
    const { run, ...step } = await release('second', branchPushed());
    expect(step.moved).toEqual([]);
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining(`tool-edge stays where it is`),
    ]);
    expect(run.log).toContain(commits['third']);
  });

  it('moves it back where that is wanted', async () => {
    const { run: _, ...step } = await release('second', branchPushed(), { 'allow-older': 'true' });
    expect(step.moved).toEqual(['tool-edge']);
  });

  it('changes nothing when it is run again', async () => {
    const { run, ...step } = await release('second', branchPushed());
    expect(step.moved).toEqual([]);
    expect(run.log).toMatch(/tool: nothing new in/);
    expect(run.summary).toContain('(unchanged)');
  });
});

describeEngine('a finding that an update of apt fixes', () => {
  const bench = useBench('refreshed');

  it('is refused from the cache, and gone with --refresh', async () => {
    const server = await startPackageServer(bench.path('packages'));
    try {
      server.setTool('1.0');
      const repository = bench.repository('tool');
      const project = bench.project({
        'matrix.yaml': `version: 1
image: ${repository}
refresh: 7 days
targets: { tool: { from: "debian:bookworm-slim" } }
tags: [tool]
`,
        'templates/tool.hbs': `ARG REFRESH_EPOCH
RUN echo 'deb [trusted=yes] ${server.url} ./' > /etc/apt/sources.list.d/local.list \\
 && apt-get update -o Dir::Etc::sourcelist=sources.list.d/local.list -o Dir::Etc::sourceparts=- \\
 && apt-get install --yes local-tool
`,
      });
      const database = bench.database({
        debian12: { 'local-tool': { 'CVE-2099-0007': { severity: 'HIGH', title: 'old', fixed: '2.0' } } },
      });
      const run = async (refresh: string): Promise<ActionRun> =>
        bench.action(project, { inputs: { push: 'true', 'trivy-db': database, refresh } });

      const first = await run('false');
      expect(first.code).toBe(1);
      expect(first.annotations.map(({ message }) => message).join('\n')).toMatch(
        /CVE-2099-0007 in local-tool 1\.0 .*fixed in 2\.0.*\n→ take local-tool in anew with --refresh/,
      );
      server.setTool('2.0');
      // The step is in the cache, so nothing helps but a new epoch.
      expect((await run('false')).code).toBe(1);
      const refreshed = await run('true');
      expect(refreshed.code, refreshed.log).toBe(0);
      expect(await tagsOf(repository)).toEqual(['tool']);
      // And it stays away.
      expect((await run('false')).code).toBe(0);
    } finally {
      server.stop();
    }
  });
});

/** A scheduled run has an event without a repository, so that the default branch has to be asked for or is taken. */
function scheduled(): Occasion {
  const { env } = branchPushed();
  return { event: { schedule: '23 4 * * 1' }, env: { ...env, GITHUB_EVENT_NAME: 'schedule' } };
}
