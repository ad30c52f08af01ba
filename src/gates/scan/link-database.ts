/** Lets Trivy use a vulnerability database that is in another folder. */

import { join } from 'node:path';
import type { Files } from '../../effects/files.ts';

/**
 * Links the database in the folder `database` into `cacheDir`, so that Trivy can use this as its cache folder. The
 * files trivy.db and metadata.json are in the folder itself, or in `db` as in Trivy's own cache. Throws when they are
 * missing.
 */
export async function linkDatabase(database: string, cacheDir: string, files: Files): Promise<void> {
  const isThere = async (path: string): Promise<boolean> => (await files.kind(path)) !== undefined;
  const from = (await isThere(join(database, 'db', 'trivy.db'))) ? join(database, 'db') : database;
  for (const name of ['trivy.db', 'metadata.json']) {
    if (!(await isThere(join(from, name))))
      throw new Error(`there is no ${name} in ${database} or in ${join(database, 'db')}`);
  }
  await files.makeFolder(cacheDir);
  // This replaces an earlier link, but never a folder, which may be somebody's database.
  await files.link(from, join(cacheDir, 'db'));
  // The index of jar files is optional, and is in a folder next to the database.
  const java = join(database, 'java-db');
  if (await isThere(java)) await files.link(java, join(cacheDir, 'java-db'));
}
