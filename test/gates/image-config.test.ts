import { describe, expect, it } from 'vitest';
import { configOf, readConfigDocument } from '../../src/gates/image-config.ts';

const read = (config: object) => configOf(readConfigDocument(Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', ...config }))));
const madeBy = (...steps: readonly string[]) => read({ rootfs: { diff_ids: steps.map((_, index) => `sha256:${index}`) }, history: [{ created_by: 'ENV A=b', empty_layer: true }, ...steps.map((created_by) => ({ created_by }))] }).madeBy;

describe('configOf', () => {
  it('takes what is missing or null for empty', () => {
    expect(read({})).toEqual({ user: '', env: [], labels: {}, diffIds: [], madeBy: [] });
    expect(read({ config: { Env: null, Labels: null }, rootfs: { diff_ids: null } })).toMatchObject({ env: [], labels: {}, diffIds: [] });
  });

  it('shows steps as they are in a Dockerfile, but no values of build arguments', () => {
    expect(madeBy('COPY a /b # buildkit', 'RUN /bin/sh -c make # buildkit', 'RUN |2 TOKEN=hunter2 B=a b /bin/sh -c pip install x # buildkit', 'RUN |1 TOKEN=hunter2 /bin/bash -c make')).toEqual(['COPY a /b', 'RUN make', 'RUN pip install x', 'RUN …']);
    expect(madeBy(`RUN ${'x'.repeat(200)}\nmore`)[0]).toHaveLength(80);
  });

  it('does not guess when history and layers do not fit', () => {
    expect(read({ rootfs: { diff_ids: ['a', 'b'] }, history: [{ created_by: 'ADD' }] }).madeBy).toEqual([]);
  });

  it('throws on anything else', () => expect(() => read({ os: 3 })).toThrow('Expected string'));
});
