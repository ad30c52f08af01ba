import { join } from 'node:path';
import type { Files } from '../../effects/files.ts';

/**
 * Makes `cacheDir` a cache folder of Trivy whose database is the one in `database`: trivy.db and metadata.json, in
 * that folder itself or in a `db` folder as in Trivy's own cache. Throws when they are not there.
 */
export async function linkDatabase(database: string, cacheDir: string, files: Files): Promise<void> {
  const isThere = async (path: string): Promise<boolean> => (await files.kind(path)) !== undefined;
  const from = (await isThere(join(database, 'db', 'trivy.db'))) ? join(database, 'db') : database;
  for (const name of ['trivy.db', 'metadata.json']) {
    if (!(await isThere(join(from, name))))
      throw new Error(`there is no ${name} in ${database} or in ${join(database, 'db')}`);
  }
  await files.makeFolder(cacheDir);
  // An earlier link is replaced, but never a folder: that would be somebody's database.
  await files.link(from, join(cacheDir, 'db'));
  // The index of jar files is optional and comes beside it when there is one.
  const java = join(database, 'java-db');
  if (await isThere(java)) await files.link(java, join(cacheDir, 'java-db'));
}
