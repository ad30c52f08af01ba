import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scanFiles } from '../../src/host/scan-files.ts';

let folder = '';
let layout = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'view-'));
  layout = join(folder, 'layout');
  mkdirSync(join(layout, 'blobs/sha256'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function blob(value: unknown): { digest: string; size: number } {
  const text = JSON.stringify(value);
  const hex = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(layout, 'blobs/sha256', hex), text);
  return { digest: `sha256:${hex}`, size: text.length };
}

const image = (architecture: string, variant?: string) =>
  blob({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: blob({ os: 'linux', architecture, variant }),
    layers: [],
  });

/** An index as BuildKit writes it: images and the attestations of each. */
function index(...images: readonly (readonly [{ digest: string; size: number }, string])[]) {
  const manifests = images.flatMap(([descriptor, architecture]) => [
    { ...descriptor, platform: { os: 'linux', architecture } },
    { ...descriptor, platform: { os: 'unknown', architecture: 'unknown' } },
  ]);
  return blob({ schemaVersion: 2, manifests });
}

const viewOf = async (digest: string, platform: string) => {
  const view = join(folder, 'view');
  await scanFiles.platformView(layout, digest, platform, view);
  const { manifests } = JSON.parse(readFileSync(join(view, 'index.json'), 'utf8')) as {
    manifests: { digest: string; size: number }[];
  };
  return manifests.map((entry) => ({
    ...entry,
    bytes: readFileSync(join(view, 'blobs', entry.digest.replace(':', '/'))).length,
  }));
};

describe('platformView', () => {
  it('holds one platform of an index, with its blobs', async () => {
    const arm = image('arm64');
    const both = index([image('amd64'), 'amd64'], [arm, 'arm64']);
    expect(await viewOf(both.digest, 'linux/arm64/v8')).toEqual([
      expect.objectContaining({ digest: arm.digest, size: arm.size, bytes: arm.size }),
    ]);
  });

  it('takes an index in an index, and an image without one', async () => {
    const amd = image('amd64');
    const inner = index([amd, 'amd64']);
    const outer = blob({
      schemaVersion: 2,
      manifests: [{ ...inner, platform: { os: 'linux', architecture: 'amd64' } }],
    });
    expect((await viewOf(outer.digest, 'linux/amd64'))[0]?.digest).toBe(amd.digest);
    expect((await viewOf(amd.digest, 'linux/amd64'))[0]?.digest).toBe(amd.digest);
  });

  it('never falls back to another platform', async () => {
    const both = index([image('amd64'), 'amd64']);
    await expect(viewOf(both.digest, 'linux/arm64')).rejects.toThrow('has no linux/arm64');
    await expect(viewOf(image('amd64').digest, 'linux/arm64')).rejects.toThrow(
      'is linux/amd64, not linux/arm64',
    );
    const lying = index([image('amd64'), 'arm64']);
    await expect(viewOf(lying.digest, 'linux/arm64')).rejects.toThrow('is linux/amd64, not linux/arm64');
  });

  it('refuses what is not a digest or not an image', async () => {
    await expect(viewOf('sha256:../../etc/passwd', 'linux/amd64')).rejects.toThrow('is not a digest');
    await expect(viewOf(blob({ hello: 1 }).digest, 'linux/amd64')).rejects.toThrow(
      'neither an image index nor an image manifest',
    );
  });
});
