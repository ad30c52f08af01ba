import { describe, expect, it } from 'vitest';
import { configOf, readConfigDocument } from '../../src/oci/image-config.ts';

const read = (config: object) =>
  configOf(
    readConfigDocument(Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', ...config }))),
  );
const madeBy = (...steps: readonly string[]) =>
  read({
    rootfs: { diff_ids: steps.map((_, index) => `sha256:${index}`) },
    history: [{ created_by: 'ENV A=b', empty_layer: true }, ...steps.map((created_by) => ({ created_by }))],
  }).madeBy;

describe('configOf', () => {
  it('takes what is missing or null for empty', () => {
    expect(read({})).toEqual({ user: '', env: [], labels: {}, diffIds: [], madeBy: [] });
    expect(read({ config: { Env: null, Labels: null }, rootfs: { diff_ids: null } })).toMatchObject({
      env: [],
      labels: {},
      diffIds: [],
    });
  });

  it('keeps the instructions of steps alone, never their text, which may hold a secret', () => {
    expect(
      madeBy(
        'COPY a /b # buildkit',
        "RUN /bin/sh -c echo 'github_token = ghp_Z' > /etc/tok # buildkit",
        'RUN |2 TOKEN=hunter2 B=a b /bin/sh -c pip install x # buildkit',
        'ADD https://u:hunter2@example.org/a /a',
      ),
    ).toEqual(['COPY', 'RUN', 'RUN', 'ADD']);
    expect(
      madeBy(
        '/bin/sh -c #(nop)  COPY file:1 in /',
        '/bin/sh -c apt-get update',
        "# debian.sh --arch 'amd64' out/",
        'bazel build',
        '',
      ),
    ).toEqual(['COPY', 'RUN', '', '', '']);
  });

  it('does not guess when history and layers do not fit', () => {
    expect(read({ rootfs: { diff_ids: ['a', 'b'] }, history: [{ created_by: 'ADD' }] }).madeBy).toEqual([]);
  });

  it('throws on anything else', () => expect(() => read({ os: 3 })).toThrow('Expected string'));
});
