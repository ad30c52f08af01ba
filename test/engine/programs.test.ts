import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeEngine } from '../rig/engine.ts';
import { programs } from './programs.ts';
import { pushImage } from './publish-scene.ts';
import { digestOf, manifestOf, tagsOf } from './registry.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';

/** What publishing rests on (docs/publish.md) and what its scenes are told, asked without any code of the product. */
describeEngine('registry programs', () => {
  describe.each(programs)('$name', ({ host, tagDeletion, uploads }) => {
    const repositoryOf = (): string => `${host}/e2e-programs-${randomBytes(4).toString('hex')}/app`;
    const ask = (repository: string, rest: string, init: RequestInit = {}): Promise<Response> =>
      fetch(`http://${repository.replace('/', '/v2/')}/${rest}`, init);

    it('deletes tags, or digests only', async () => {
      const repository = repositoryOf();
      const digest = await pushImage(repository, 'one', ['a', 'b']);
      const remove = async (reference: string): Promise<number> =>
        (await ask(repository, `manifests/${reference}`, { method: 'DELETE' })).status;
      expect([await remove('a'), await remove('absent')]).toEqual([tagDeletion.present, tagDeletion.absent]);
      expect(await digestOf(repository, 'a')).toBe(tagDeletion.present === 202 ? undefined : digest);
      expect(await digestOf(repository, 'b')).toBe(digest);
      expect([await remove(digest), await remove(digest)]).toEqual([202, 404]);
      expect(await tagsOf(repository)).toEqual([]);
    });

    it('gives addresses to uploads', async () => {
      const { status, headers } = await ask(repositoryOf(), 'blobs/uploads/', { method: 'POST' });
      expect(status).toBe(202);
      expect(headers.get('location')).toMatch(
        uploads === 'relative' ? /^\/v2\// : new RegExp(`^http://${host}/v2/`),
      );
    });

    it('ignores conditions, so that a look and a write are two things', async () => {
      const repository = repositoryOf();
      await pushImage(repository, 'one', ['a']);
      const other = await pushImage(repository, 'two');
      const body = JSON.stringify(await manifestOf(repository, other));
      const headers = { 'content-type': INDEX, 'if-none-match': '*', 'if-match': '"sha256:another"' };
      expect((await ask(repository, 'manifests/a', { method: 'PUT', headers, body })).status).toBe(201);
      expect(await digestOf(repository, 'a')).toBe(other);
    });

    it('refuses an index without its images, and lists no referrers', async () => {
      const repository = repositoryOf();
      const digest = await pushImage(repository, 'one');
      const body = JSON.stringify(await manifestOf(repository, digest));
      const elsewhere = await ask(repositoryOf(), 'manifests/a', {
        method: 'PUT',
        headers: { 'content-type': INDEX },
        body,
      });
      expect([elsewhere.status, await elsewhere.json()]).toMatchObject([
        400,
        { errors: [{ code: 'MANIFEST_BLOB_UNKNOWN' }, {}, {}] },
      ]);
      expect((await ask(repository, `referrers/${digest}`)).status).toBe(404);
    });
  });
});
