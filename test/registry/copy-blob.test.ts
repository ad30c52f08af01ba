import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createRegistry } from '../../src/registry/client.ts';
import { startMemoryRegistry } from '../rig/memory-registry.ts';
import { registryEffects } from '../rig/host.ts';

const TIMEOUT_MS = 400;
const BLOB = Buffer.alloc(1_000_000, 'blob');
const DIGEST = `sha256:${createHash('sha256').update(BLOB).digest('hex')}`;

/**
 * A source whose answers to GET are in the test's hands, a target, and a client whose pauses are as long as
 * the registries ask.
 */
async function rig(
  answer: (response: ServerResponse, tries: number) => unknown,
  timeoutMs: number = TIMEOUT_MS,
) {
  let gets = 0;
  const cut: number[] = [];
  const source = createServer((request, response) => {
    gets += 1;
    const mine = gets;
    response.on('close', () => void (response.writableFinished || cut.push(mine)));
    answer(response, mine);
  });
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  const target = await startMemoryRegistry();
  onTestFinished(async () => {
    source.closeAllConnections();
    source.close();
    await target.close();
  });
  const slept: number[] = [];
  const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    slept.push(milliseconds);
    await delay(Math.min(milliseconds, 2 * TIMEOUT_MS), undefined, { signal });
  };
  const registry = createRegistry(registryEffects({ sleep, random: () => 0 }), { timeoutMs });
  const host = `127.0.0.1:${(source.address() as AddressInfo).port}`;
  return {
    target,
    slept,
    cut,
    gets: () => gets,
    copy: (signal?: AbortSignal) =>
      registry.copyBlob(
        { from: `${host}/org/app`, to: `${target.host}/org/mirror`, digest: DIGEST, size: BLOB.length },
        signal,
      ),
    isThere: async () =>
      (await fetch(`http://${target.host}/v2/org/mirror/blobs/${DIGEST}`, { method: 'HEAD' })).status === 200,
  };
}

const whole = (response: ServerResponse): unknown =>
  response.writeHead(200, { 'content-length': BLOB.length }).end(BLOB);
const half = (response: ServerResponse): unknown =>
  response.writeHead(200, { 'content-length': BLOB.length }).write(BLOB.subarray(0, BLOB.length / 2));

it('waits as long as the source asks, however short the limit of one try is', async () => {
  const at = await rig((response, tries) =>
    tries <= 2 ? response.writeHead(429, { 'retry-after': '1' }).end() : whole(response),
  );
  await at.copy();
  expect([await at.isThere(), at.gets(), at.slept]).toEqual([true, 3, [1250, 1500]]);
});

it('gives every try of the source a limit of its own', async () => {
  const at = await rig((response, tries) => (tries <= 2 ? undefined : whole(response)));
  await at.copy();
  expect([await at.isThere(), at.gets()]).toEqual([true, 3]);
});

it('begins again when the source falls silent half-way', async () => {
  const at = await rig((response, tries) => (tries === 1 ? half(response) : whole(response)));
  await at.copy();
  expect([await at.isThere(), at.gets()]).toEqual([true, 2]);
});

it('takes longer than the limit as long as something moves', async () => {
  // So long that a machine with other things to do does not count as silence.
  const timeoutMs = 1600;
  const at = await rig(async (response) => {
    response.writeHead(200, { 'content-length': BLOB.length });
    for (let part = 0; part < 16; part += 1) {
      response.write(BLOB.subarray((part * BLOB.length) / 16, ((part + 1) * BLOB.length) / 16));
      await delay(timeoutMs / 12);
    }
    response.end();
  }, timeoutMs);
  await at.copy();
  expect([await at.isThere(), at.gets()]).toEqual([true, 1]);
});

it('cuts a stream that is under way when it is cancelled, at both ends', async () => {
  const cancel = new AbortController();
  const at = await rig(async (response) => {
    response.writeHead(200, { 'content-length': BLOB.length });
    for (let part = 0; part < 100 && !response.destroyed; part += 1) {
      response.write(BLOB.subarray((part * BLOB.length) / 100, ((part + 1) * BLOB.length) / 100));
      if (part === 5) cancel.abort('enough');
      await delay(20);
    }
    response.end();
  });
  await expect(at.copy(cancel.signal)).rejects.toBe('enough');
  // After cancelling it neither tries again nor reads the rest of the blob.
  await delay(100);
  expect([at.gets(), at.cut, at.slept]).toEqual([1, [1], []]);
  expect(
    at.target.log.filter((line) => /^(?:HEAD|POST|PUT)/.test(line)).map((line) => line.replace(/ .*/, '')),
  ).toEqual(['HEAD', 'POST']);
  expect(await at.isThere()).toBe(false);
});
