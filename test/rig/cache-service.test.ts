import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as cache from '@actions/cache';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCacheService, type CacheService, type CacheServiceOptions } from './cache-service.ts';
import { makeProject, type Project } from './project.ts';

/** A service, and this process told about it as the runner tells an action. */
async function scene(
  options: CacheServiceOptions = {},
): Promise<{ service: CacheService; project: Project; file: string }> {
  const service = await startCacheService(options);
  const project = makeProject({ 'temp/.keep': '', 'tool.bin': 'content' });
  for (const [name, value] of Object.entries({
    ...service.env,
    RUNNER_TEMP: project.path('temp'),
    GITHUB_WORKSPACE: project.dir,
    GITHUB_SERVER_URL: undefined,
  }))
    vi.stubEnv(name, value);
  const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(async () => {
    silent.mockRestore();
    vi.unstubAllEnvs();
    await service.close();
  });
  return { service, project, file: project.path('tool.bin') };
}

const find = (path: string, key: string, ...others: string[]) =>
  cache.restoreCache([path], key, others, { lookupOnly: true });

describe('the cache service of the tests, with the real @actions/cache', () => {
  it('gives back what was saved', async () => {
    const { service, file } = await scene();
    const content = randomBytes(300_000);
    writeFileSync(file, content);
    expect(await cache.restoreCache([file], 'key-1')).toBeUndefined();
    expect(await cache.saveCache([file], 'key-1')).toBe(1);
    rmSync(file);
    expect(await cache.restoreCache([file], 'key-1')).toBe('key-1');
    expect(readFileSync(file).equals(content)).toBe(true);
    expect([service.keys(), service.log.filter((line) => line.startsWith('DEFECT'))]).toEqual([
      ['key-1'],
      [],
    ]);
  });

  it('finds the newest key that begins alike, after the very key, and only of the same paths', async () => {
    const { file, project } = await scene();
    for (const key of ['a-10', 'a-1', 'a-2']) await cache.saveCache([file], key);
    expect([
      await find(file, 'a-1'),
      await find(file, 'a-'),
      await find(file, 'x', 'y', 'a-1'),
      await find(file, 'x'),
    ]).toEqual(['a-1', 'a-2', 'a-1', undefined]);
    expect(await find(project.path('other'), 'a-1')).toBeUndefined();
  });

  it('keeps what is there already', async () => {
    const { service, file } = await scene();
    await cache.saveCache([file], 'key');
    expect(await cache.saveCache([file], 'key')).toBe(-1);
    expect(service.keys()).toEqual(['key']);
  });

  it('gives nothing back of an upload that was cut off', async () => {
    const { service, file } = await scene({ faults: [{ kind: 'reset', match: /FinalizeCacheEntryUpload/ }] });
    expect(await cache.saveCache([file], 'key')).toBe(-1);
    expect(await cache.restoreCache([file], 'key')).toBeUndefined();
    expect(service.keys()).toEqual([]);
  });

  it('fails as it is told, which @actions/cache survives', async () => {
    const { service, file } = await scene({
      faults: [{ kind: 'status', status: 503, match: /GetCacheEntryDownloadURL/ }],
    });
    await cache.saveCache([file], 'key');
    // Tried again after three seconds.
    expect(await cache.restoreCache([file], 'key')).toBe('key');
    service.fail({ kind: 'truncate', match: /^GET \/blobs/ });
    expect(await cache.restoreCache([file], 'key')).toBeUndefined();
    expect(
      service.log
        .filter((line) => line.startsWith('FAULT'))
        .map((line) => line.replace(/\?.*|[0-9a-f-]{36}.*/, '')),
    ).toEqual([
      'FAULT status POST /twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL',
      'FAULT truncate GET /blobs/',
    ]);
  });

  it('refuses strangers, whether by token or by address', async () => {
    const { service, file } = await scene();
    await cache.saveCache([file], 'key');
    const blob = service.log.find((line) => line.startsWith('PUT /blobs/'))?.slice(4) ?? '';
    const base = `http://${service.host}`;
    const asked = await fetch(
      `${base}/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL`,
      { method: 'POST', body: '{}' },
    );
    expect([
      asked.status,
      (await fetch(`${base}${blob}`)).status,
      (await fetch(`${base}${blob}x`)).status,
    ]).toEqual([401, 200, 403]);
  });

  it('takes blocks in the order of their list, and gives ranges, as BuildKit wants', async () => {
    const { service } = await scene();
    const call = async (method: string, body: object) => {
      const headers = { authorization: `Bearer ${service.env.ACTIONS_RUNTIME_TOKEN}` };
      const answer = await fetch(
        `http://${service.host}/twirp/github.actions.results.api.v1.CacheService/${method}`,
        { method: 'POST', headers, body: JSON.stringify({ key: 'k', version: 'v', ...body }) },
      );
      return (await answer.json()) as Record<string, string>;
    };
    const { signed_upload_url: url } = await call('CreateCacheEntry', {});
    for (const [id, body] of Object.entries({ b: 'world', a: 'hello ' }))
      await fetch(`${url}&comp=block&blockid=${id}`, { method: 'PUT', body });
    await fetch(`${url}&comp=blocklist`, {
      method: 'PUT',
      body: '<BlockList><Latest>a</Latest><Latest>b</Latest></BlockList>',
    });
    expect(await call('FinalizeCacheEntryUpload', { size_bytes: '11' })).toEqual({ ok: true, entry_id: '1' });

    const { signed_download_url: address = '' } = await call('GetCacheEntryDownloadURL', {});
    const part = await fetch(address, { headers: { range: 'bytes=6-' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 6-10/11',
      'world',
    ]);
  });
});
