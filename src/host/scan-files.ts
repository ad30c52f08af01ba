import { access, mkdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ScanFiles } from '../effects/host.ts';
import { entryFor, layoutDocument, normalPlatform, platformName } from '../oci/platform.ts';

/** The real file system. */
export const scanFiles: ScanFiles = {
  readText: (path) => readFile(path, 'utf8'),
  exists,
  remove: (path) => rm(path, { recursive: true, force: true }),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  platformView,
  linkDatabase,
};

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Trivy (0.74.0, pkg/fanal/image/oci.go) looks for a digest only in the layout's own index.json and takes the first
 * child of an index found there, whatever `--platform` says. So: an index.json that names one manifest, beside a
 * link to the same blobs. Nothing is copied.
 */
async function platformView(layout: string, digest: string, platform: string, view: string): Promise<void> {
  const found = await manifestFor(layout, digest, platform);
  await rm(view, { recursive: true, force: true });
  await mkdir(view, { recursive: true });
  await writeFile(join(view, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  await writeFile(join(view, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [found] }));
  await symlink(resolve(layout, 'blobs'), join(view, 'blobs'));
}

async function manifestFor(
  layout: string,
  digest: string,
  platform: string,
): Promise<{ mediaType: string; digest: string; size: number }> {
  const json = await readFile(blobPath(layout, digest), 'utf8');
  const document = layoutDocument(json);
  if (document.kind === 'index') {
    const entry = entryFor(platform, document.manifests);
    if (!entry) throw new Error(`${digest} in ${layout} has no ${platform}`);
    return manifestFor(layout, entry.digest, platform);
  }
  // The configuration decides, as in Trivy's report: an index can call a manifest what it is not.
  const config = JSON.parse(await readFile(blobPath(layout, document.config), 'utf8')) as {
    os: string;
    architecture: string;
    variant?: string;
  };
  if (platformName(config) !== normalPlatform(platform))
    throw new Error(`${digest} in ${layout} is ${platformName(config)}, not ${platform}`);
  return { mediaType: document.mediaType, digest, size: Buffer.byteLength(json) };
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md#blobs */
function blobPath(layout: string, digest: string): string {
  const [algorithm = '', encoded = ''] = digest.split(':');
  if (!/^[a-z0-9]+$/.test(algorithm) || !/^[0-9a-f]+$/.test(encoded))
    throw new Error(`"${digest}" is not a digest`);
  return join(layout, 'blobs', algorithm, encoded);
}

/** `database` holds trivy.db and metadata.json, itself or in a `db` folder as in Trivy's own cache. */
async function linkDatabase(database: string, cacheDir: string): Promise<void> {
  const from = (await exists(join(database, 'db', 'trivy.db'))) ? join(database, 'db') : database;
  for (const name of ['trivy.db', 'metadata.json']) {
    if (!(await exists(join(from, name))))
      throw new Error(`there is no ${name} in ${database} or in ${join(database, 'db')}`);
  }
  await mkdir(cacheDir, { recursive: true });
  await linkFolder(from, join(cacheDir, 'db'));
  // The index of jar files is optional and comes beside it when there is one.
  const java = join(database, 'java-db');
  if (await exists(java)) await linkFolder(java, join(cacheDir, 'java-db'));
}

/** Replaces an earlier link, but never a folder: that would be somebody's database. */
async function linkFolder(target: string, link: string): Promise<void> {
  await unlink(link).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause;
  });
  await symlink(resolve(target), link);
}
