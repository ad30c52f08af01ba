import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { BuildJob } from '../../../src/bake/job.ts';
import type { BuildSettings } from '../../../src/bake/run-attributes.ts';
import { createFindUser, type FindUser } from '../../../src/gates/policy/user.ts';
import { quietHost } from '../../rig/host.ts';
import { makeProject } from '../../rig/project.ts';
import { scriptedExec } from '../../rig/scripted-exec.ts';
import { tarOf } from '../../rig/tar.ts';

const BASE = { context: 'oci-layout:///x@sha256:1', platform: 'linux/arm64' };

/** Finds users where builds give this passwd file, or fail with this message. */
function finder(passwd: string, message?: string) {
  const exec = scriptedExec({
    when: ({ args }) => args[1] === 'build',
    does: ({ args, onProgress }) => {
      if (message === undefined) {
        const path = /dest=([^"]+)/.exec(args.join(' '))?.[1] ?? '';
        writeFileSync(path, tarOf('passwd', passwd));
        return {};
      }
      onProgress?.(`ERROR: failed to solve: ${message}`);
      return { code: 1 };
    },
  });
  const find: FindUser = createFindUser(
    {
      job: { out: makeProject().dir, request: { build: { concurrency: 1, builder: 'mine' } } } as BuildJob,
      settings: { destination: 'layout' } as BuildSettings,
    },
    quietHost({ exec }),
  );
  return { find: (user: string) => find(user, BASE), commands: exec.commands };
}

it.each([
  ['', 0],
  ['root', 0],
  ['-0', 0],
  ['1000:app', 1000],
])('needs no file of the image for USER %j', async (user, uid) => {
  const { find, commands } = finder('');
  expect(await find(user)).toBe(uid);
  expect(commands).toEqual([]);
});

it("looks a name up in the image's own passwd file, on its platform, with the builder of the run", async () => {
  const { find, commands } = finder('toor:x:0:0::/:\napp:x:1000:1000::/:\n');
  expect([await find('toor'), await find('app:root'), await find('other')]).toEqual([0, 1000, 'unknown']);
  expect(commands[0]?.args.join(' ')).toContain('--builder mine --platform linux/arm64 ');
  expect(commands[0]?.args).toContain('image=oci-layout:///x@sha256:1');
  expect(commands[0]?.input).toContain('COPY --from=image /etc/passwd ');
});

it('knows no name of an image without the file', async () => {
  const { find } = finder('', 'failed to calculate checksum of ref a::b: "/etc/passwd": not found');
  expect(await find('app')).toBe('unknown');
});

it('says why the file could not be read', async () => {
  await expect(finder('', 'no space left on device').find('app')).rejects.toThrow('no space left on device');
});
