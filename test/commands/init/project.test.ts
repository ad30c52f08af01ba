import { describe, expect, it } from 'vitest';
import { editYaml, scalar } from '../../../src/commands/init/edit-yaml.ts';
import { imageOfRemote, requirement } from '../../../src/commands/init/project.ts';

describe('the image of a Git remote', () => {
  it.each([
    ['git@github.com:Acme/Web.git', 'ghcr.io/acme/web'],
    ['https://github.com/Acme/web', 'ghcr.io/acme/web'],
    ['https://x-access-token:ghs_secret@github.com/acme/web.git', 'ghcr.io/acme/web'],
    ['ssh://git@github.com:22/acme/web.git/', 'ghcr.io/acme/web'],
    ['https://gitlab.com/group/sub/app.git', 'registry.gitlab.com/group/sub/app'],
    ['https://example.com/a/b', undefined],
    ['/srv/git/app.git', undefined],
    ['git@github.com:-/-', undefined],
    ['', undefined],
  ])('%s: %s', (remote, image) => {
    expect(imageOfRemote(remote)).toBe(image);
  });
});

describe('requires-python', () => {
  it.each([
    ['>=3.11', true],
    ['>=3.12.4', true],
    ['>=3.10,<3.12', false],
    ['>= 3.10, < 4', true],
    ['~=3.10', true],
    ['~=3.11.2', false],
    ['==3.12.*', true],
    ['!=3.12', false],
    ['what?', true],
    [undefined, true],
  ])('%s and 3.12: %s', (text, allows) => {
    expect(requirement(text)('3.12')).toBe(allows);
  });
});

describe('changes of a YAML text', () => {
  const text = '# top\na: x # why\nb:\n  c: [d] # list\n\n# about e\ne:\n  - f\n\ng: h\n';

  it('leave everything else as it is', () => {
    expect(
      editYaml(text, [
        { path: ['b', 'c'], value: ['1', 'two'] },
        { path: ['a'], value: 'true' },
      ]),
    ).toBe('# top\na: "true" # why\nb:\n  c: ["1", two] # list\n\n# about e\ne:\n  - f\n\ng: h\n');
  });

  it('take a key away with its comment', () => {
    expect(editYaml(text, [{ path: ['e'], value: undefined }])).toBe(
      '# top\na: x # why\nb:\n  c: [d] # list\n\ng: h\n',
    );
    expect(editYaml(text, [{ path: ['g'], value: undefined }])).toBe(text.replace('\ng: h\n', ''));
  });

  it.each([
    ['a/b:1', 'a/b:1'],
    ['3.12', '"3.12"'],
    ['no', '"no"'],
    ['a: b', '"a: b"'],
    ['', '""'],
    ['a:', '"a:"'],
  ])('write %s as %s', (value, written) => {
    expect(scalar(value)).toBe(written);
  });
});
