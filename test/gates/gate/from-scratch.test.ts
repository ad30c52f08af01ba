import { expect, it } from 'vitest';
import { isFromScratch } from '../../../src/gates/gate/from-scratch.ts';
import type { ImageBuild } from '../../../src/plan/image.ts';

const image = (over: Partial<ImageBuild>): ImageBuild => ({
  dockerfile: 'Dockerfile',
  verbatim: false,
  context: '.',
  contexts: {},
  args: {},
  runArgs: {},
  secrets: [],
  output: 'image',
  ...over,
});
const fromScratch = (text: string, over: Partial<ImageBuild> = {}): boolean =>
  isFromScratch(image(over), { files: [{ path: 'Dockerfile', text }], verbatim: new Map([['own', text]]) });

it.each([
  ['FROM scratch\nCOPY a /a\n', {}],
  ['FROM golang AS build\nFROM scratch\nCOPY --from=build /a /a\n', {}],
  [
    'FROM scratch AS Base\nFROM --platform=$BUILDPLATFORM base AS app\nFROM debian AS other\n',
    { stage: 'app' },
  ],
  ['FROM scratch\nFROM 0\n', {}],
  ['FROM \\\n  scratch\n', {}],
  ['FROM scratch\n', { dockerfile: 'own', verbatim: true }],
])('sees that %j has no base', (text, over) => expect(fromScratch(text, over)).toBe(true));

it.each([
  ['FROM debian\n', {}],
  ['FROM scratch AS a\nFROM debian AS b\n', {}],
  ['FROM scratch AS debian\n', { stage: 'other' }],
  ['FROM debian AS scratchy\nFROM scratchy\n', {}],
  ['FROM debian AS debian\nFROM debian\n', {}],
  ['FROM $BASE\n', {}],
  ['FROM scratch AS a\nFROM a\n', { contexts: { a: { kind: 'written', text: 'docker-image://x' } } }],
  ['FROM 0\n', {}],
  ['', {}],
  ['FROM scratch\n', { dockerfile: 'none' }],
] as const)('does not claim that of %j', (text, over) => expect(fromScratch(text, over)).toBe(false));
