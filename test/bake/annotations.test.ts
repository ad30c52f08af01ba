import { describe, expect, it } from 'vitest';
import { readInputs } from '../../src/action-inputs.ts';
import { annotationProblems, imageAnnotations } from '../../src/bake/annotations.ts';
import type { Image } from '../../src/plan/image.ts';
import { ProblemsFound } from '../../src/problem/problem.ts';

const BOTH = { platforms: ['linux/amd64', 'linux/arm64'] };

/** The annotations that the input gives to an image with an index, without labels. */
function given(input: string, platforms = BOTH.platforms, hasIndex = true): readonly string[] {
  const { request } = readInputs((name) =>
    name === 'annotations' ? input : name === 'command' ? 'build' : '',
  );
  if (!('build' in request)) throw new Error('no build');
  return imageAnnotations({ platforms }, {}, request.build.annotations, hasIndex);
}

/** What the input is refused with. */
function refused(input: string): readonly string[] {
  try {
    given(input);
  } catch (cause) {
    if (cause instanceof ProblemsFound) return cause.problems.map(({ message }) => message);
    throw cause;
  }
  return [];
}

describe('an annotation', () => {
  it('without a level is one of the manifests and of the index', () => {
    expect(given('org.example.a=x=y')).toEqual(['index,manifest:org.example.a=x=y']);
    expect(given('org.example.a=x', ['linux/amd64'], false)).toEqual(['manifest:org.example.a=x']);
  });

  it('reaches the level that it names, as docker/metadata-action writes it', () => {
    expect(
      given(
        [
          'manifest:a=1',
          'index:b=2',
          'manifest,index:c=3',
          'manifest-descriptor[linux/amd64]:d=4',
          'manifest[linux/arm64/v8],manifest-descriptor:e=5',
        ].join('\n'),
      ),
    ).toEqual([
      'manifest:a=1',
      'index:b=2',
      'manifest,index:c=3',
      'manifest-descriptor[linux/amd64]:d=4',
      'manifest[linux/arm64],manifest-descriptor:e=5',
    ]);
  });

  it('replaces a label at its own level only', () => {
    expect(imageAnnotations(BOTH, { a: 'label', b: 'label' }, { 'index:a': 'given' }, true)).toEqual([
      'index:a=given',
      'manifest:a=label',
      'index,manifest:b=label',
    ]);
  });

  it('for a platform that an image does not have is not given to it', () => {
    expect(given('manifest[linux/arm64]:a=1\nmanifest:b=2', ['linux/amd64'])).toEqual(['manifest:b=2']);
  });

  it('at a level that there is not is refused, all of them at once', () => {
    expect(
      refused('manifset:a=1\nindex-descriptor:b=2\nindex[linux/amd64]:c=3\nindex:=4\norg:x.y=5'),
    ).toEqual([
      expect.stringContaining(
        '"manifset:a=1": "manifset" is no level of annotations (did you mean "manifest"?)',
      ),
      expect.stringContaining('"index-descriptor" annotates the file of an OCI layout'),
      expect.stringContaining('"index[linux/amd64]" names a platform'),
      expect.stringContaining('there is no key after "index:"'),
      expect.stringContaining(
        '"org" is no level of annotations (allowed: manifest, index, manifest-descriptor)',
      ),
    ]);
  });

  it('that no image could have is refused', () => {
    const image = { id: 'base', output: 'image', platforms: ['linux/amd64'], allPlatforms: ['linux/amd64'] };
    const problems = annotationProblems(
      [image as unknown as Image],
      { 'manifest[linux/arm64]:a': '1', 'index:b': '2', 'manifest:c': '3', d: '4' },
      () => false,
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'annotation "manifest[linux/arm64]:a": no image is built for linux/arm64',
      'annotation "index:b": image "base" has one platform and no attestations, so it has no index',
    ]);
  });
});
