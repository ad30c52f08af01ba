import { rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ToolCache } from '../../src/effects/host.ts';
import { actionCache } from '../../src/host/action-cache.ts';
import { startCacheService, type CacheService, type CacheServiceOptions } from '../rig/cache-service.ts';
import { makeProject, type Project } from '../rig/project.ts';

interface Scene {
  readonly cache: ToolCache;
  readonly service: CacheService;
  readonly project: Project;
  readonly file: string;
  readonly warnings: readonly string[];
  /** What reached standard output. */
  readonly shown: readonly string[];
}

async function scene(
  options: CacheServiceOptions = {},
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Scene> {
  const service = await startCacheService(options);
  const project = makeProject({ 'temp/.keep': '', 'tool.bin': 'content' });
  for (const [name, value] of Object.entries({
    ...service.env,
    RUNNER_TEMP: project.path('temp'),
    GITHUB_WORKSPACE: project.dir,
    GITHUB_SERVER_URL: undefined,
    ...env,
  }))
    vi.stubEnv(name, value);
  const shown: string[] = [];
  const stdout = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((chunk) => shown.push(String(chunk)) > 0);
  onTestFinished(async () => {
    stdout.mockRestore();
    vi.unstubAllEnvs();
    await service.close();
  });
  const warnings: string[] = [];
  return {
    service,
    project,
    file: project.path('tool.bin'),
    cache: await actionCache((message) => warnings.push(message)),
    warnings,
    shown,
  };
}

/** Annotations and plain lines; the rest is for debugging or masks. */
const visible = (shown: readonly string[]): readonly string[] =>
  shown.filter((text) => !/^::(?:debug|add-mask)::/.test(text));

describe('actionCache', () => {
  it('gives back what it saved, and shows nothing', async () => {
    const { cache, project, file, warnings, shown } = await scene();
    expect(await cache.restore('key', [file])).toBe(false);
    await cache.save('key', [file]);
    rmSync(file);
    expect(await cache.restore('key', [file])).toBe(true);
    expect(project.read('tool.bin')).toBe('content');
    expect([warnings, visible(shown)]).toEqual([[], []]);
    expect(shown.some((text) => text.startsWith('::add-mask::'))).toBe(true);
  });

  it('does not take another key for its own', async () => {
    const { cache, file } = await scene();
    await cache.save('key-2', [file]);
    expect(await cache.restore('key', [file])).toBe(false);
  });

  it('is silent about a key that is there already', async () => {
    const { cache, service, file, warnings, shown } = await scene();
    await cache.save('key', [file]);
    await cache.save('key', [file]);
    expect([service.keys(), warnings, visible(shown)]).toEqual([['key'], [], []]);
    await cache.save('key-2', [file]);
    expect(service.keys()).toEqual(['key', 'key-2']);
  });

  it('does nothing where there is no cache', async () => {
    const { cache, service, file, warnings } = await scene({}, { ACTIONS_RESULTS_URL: '' });
    await cache.save('key', [file]);
    expect([await cache.restore('key', [file]), service.log, warnings]).toEqual([false, [], []]);
  });

  it('is silent about a cache that is closed to this run', async () => {
    const { cache, file, warnings, shown } = await scene({ access: 'none' });
    expect(await cache.restore('key', [file])).toBe(false);
    await cache.save('key', [file]);
    expect([warnings, visible(shown)]).toEqual([[], []]);
  });

  it.each([
    [
      'a service that cuts the connection',
      [{ kind: 'reset', match: /GetCache/ }],
      new RegExp(
        '^cannot restore "key" from the Actions cache: Failed to GetCacheEntryDownloadURL: Unable to make ' +
          'request: ECONNRESET; the run goes on without it$',
      ),
    ],
    [
      'a limit',
      [{ kind: 'status', status: 429, match: /GetCache/, headers: { 'retry-after': '60' } }],
      /Rate limited: Failed request: \(429\) Too Many Requests/,
    ],
    ['a refused token', [{ kind: 'status', status: 401, match: /GetCache/ }], /\(401\) Unauthorized/],
  ] satisfies [string, CacheServiceOptions['faults'], RegExp][])(
    'warns once of %s, and does not ask again',
    async (_, faults, expected) => {
      const { cache, service, file, warnings, shown } = await scene({ faults });
      expect(await cache.restore('key', [file])).toBe(false);
      await cache.save('key', [file]);
      expect([warnings, service.log.length, visible(shown)]).toEqual([
        [expect.stringMatching(expected)],
        1,
        [],
      ]);
    },
  );

  it.each(['CreateCacheEntry', 'FinalizeCacheEntryUpload'])('warns when %s fails', async (method) => {
    const { cache, file, warnings, shown } = await scene({
      faults: [{ kind: 'reset', match: new RegExp(method) }],
    });
    await cache.save('key', [file]);
    expect([warnings, visible(shown)]).toEqual([
      [
        expect.stringMatching(
          new RegExp(`^cannot save "key" to the Actions cache: Failed to ${method}: .*ECONNRESET`),
        ),
      ],
      [],
    ]);
  });

  it('warns of what cannot be saved', async () => {
    const { cache, project, warnings } = await scene();
    await cache.save('key', [project.path('missing')]);
    expect(warnings).toEqual([
      expect.stringMatching(/^cannot save "key" to the Actions cache: Path Validation Error/),
    ]);
  });

  it('leaves what others write meanwhile alone, and what is written later', async () => {
    const { cache, file, shown } = await scene();
    const done = new AbortController();
    const others = (async () => {
      while (!done.signal.aborted) {
        process.stdout.write('::warning::of another\n');
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await cache.save('key', [file]);
    done.abort();
    await others;
    process.stdout.write('later\n');
    expect(new Set(visible(shown))).toEqual(new Set(['::warning::of another\n', 'later\n']));
  });
});
