/** Makes inputs: a seed with some changes, options, and a run. The same seed and number give the same input. */

import fc from 'fast-check';
import { isCollection, isMap, isPair, isScalar, parseDocument, visit } from 'yaml';
import * as odd from './odd.mjs';

/**
 * A function that makes inputs.
 *
 * @param seeds what scripts/fuzz/seeds.mjs gives
 * @param seed of the whole run
 * @returns a function that takes the number of the input in this run
 */
export function inputsOf(seeds, seed) {
  const arbitrary = inputOf(seeds);
  return (index) => {
    const [{ base, changes, ...rest }] = fc.sample(arbitrary, {
      seed: Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b),
      numRuns: 1,
      unbiased: true,
    });
    const files = changes.reduce((changed, change) => change(changed), base.files);
    return { seed: base.name, files, ...rest, options: [...base.options, ...rest.options] };
  };
}

/** A seed as it is, in a push to the main branch. */
export function unchanged({ name, files, options }) {
  const run = runOf({
    event: 'push',
    kind: 'heads',
    name: 'main',
    base: '',
    main: 'main',
    ...COMMIT,
    released: [],
  });
  return { seed: name, files, options, tags: [], selection: [], words: [], run };
}

const COMMIT = { sha: '0123456789abcdef0123456789abcdef01234567', time: '2024-05-06T07:08:09Z' };

const any = fc.oneof;
/** @type {<T>(weight: number, arbitrary: fc.Arbitrary<T>) => fc.WeightedArbitrary<T>} */
const often = (weight, arbitrary) => ({ weight, arbitrary });
const mostly = (usual, strange) =>
  any(often(9, fc.constantFrom(...usual)), often(1, fc.constantFrom(...strange)));
/** A place in a text or list of whatever length: it is taken modulo that. */
const anywhere = fc.nat(0x7fffffff);
const at = (list, index) => list[index % list.length];

const character = any(often(3, fc.nat(0x7e)), often(1, fc.nat(0x10ffff))).map((code) =>
  String.fromCodePoint(code),
);
const randomText = fc.array(character, { maxLength: 12 }).map((all) => all.join(''));
const text = any(
  often(8, fc.constantFrom(...odd.TEXTS)),
  often(2, randomText),
  often(
    1,
    fc.tuple(fc.constantFrom(...odd.TEXTS), fc.constantFrom(...odd.TEXTS)).map((two) => two.join('')),
  ),
  often(
    1,
    fc
      .tuple(fc.constantFrom('a', 'é', '{{', '"', '\n', '$(', '-1.'), fc.constantFrom(100, 10_000))
      .map(([piece, times]) => piece.repeat(times)),
  ),
);
const node = any(
  often(3, fc.constantFrom(...odd.NODES)),
  often(
    2,
    text.map((value) => JSON.stringify(value)),
  ),
);

/** Chooses a file by its kind, and changes its text. */
const changeOf = (kind, edit) =>
  fc.tuple(anywhere, edit).map(([index, change]) => (files) => {
    const paths = Object.keys(files).filter((path) => kind.test(path));
    if (paths.length === 0) return files;
    const path = at(paths, index);
    return { ...files, [path]: change(files[path]) };
  });

const ANY = /./;
const YAML = /\.ya?ml$/;
const MATRIX = /^matrix\.yaml$/;
const TEMPLATE = /\.hbs$/;
const DOCKERFILE = /Dockerfile$|\.hbs$/;

// Texts: pieces put in, cut out and doubled; lines moved.

const pieceEdit = (pieces) =>
  fc
    .tuple(anywhere, fc.nat(8), any(often(5, fc.constantFrom(...pieces)), often(1, text)), fc.nat(5))
    .map(([index, length, piece, way]) => (old) => {
      const start = index % (old.length + 1);
      const end = Math.min(old.length, start + length);
      const middle = [
        piece + old.slice(start, end),
        piece,
        '',
        old.slice(start, end).repeat(2),
        piece,
        piece,
      ];
      return old.slice(0, start) + middle[way] + old.slice(way > 3 ? start : end);
    });

const lineEdit = (pieces) =>
  fc
    .tuple(anywhere, anywhere, fc.constantFrom(...pieces), fc.nat(4))
    .map(([from, to, piece, way]) => (old) => {
      const lines = old.split('\n');
      const line = at(lines, from);
      const rest = way < 2 ? lines.toSpliced(from % lines.length, 1) : lines;
      const added = [[], [line], [line], [piece], [piece, piece]][way];
      return rest.toSpliced(to % (rest.length + 1), 0, ...added).join('\n');
    });

const wholeFile = fc.constantFrom(
  (old) => old.replaceAll('\n', '\r\n'),
  (old) => old.replaceAll('\n', '\r'),
  (old) => `\ufeff${old}`,
  (old) => old.slice(0, old.length / 2),
  (old) => old.trimEnd(),
  (old) => `${old}\n${old}`,
  (old) => old.repeat(20),
  (old) => [...old].join('\0'),
  (old) => old.replaceAll(' ', '\t'),
  (old) => old.replaceAll(' ', '\u00a0'),
  (old) => old.replaceAll(/[aeiou]/g, 'ü'),
  (old) => `${old}${' '.repeat(100_000)}#\n`,
  (old) => `${old}${'\n'.repeat(100_000)}`,
  (old) => `${old}${'# comment\n'.repeat(10_000)}`,
  (old) => `${old}RUN echo ${'a \\\n'.repeat(5000)}b\n`,
  () => '',
  () => '\0',
);

// YAML: nodes deleted, moved, doubled, wrapped and replaced.

/** What is done with a place `a`: `b` is another one, `snippet` a new node, `key` a name, `document` makes nodes. */
const YAML_WAYS = [
  ({ a, snippet }) => a.set(snippet),
  ({ a, words, snippet, document }) => a.set(isScalar(a.node) ? document.createNode(words) : snippet),
  ({ a, words, snippet, document }) => a.set(isScalar(a.node) ? document.createNode(words) : snippet),
  ({ a }) => a.remove(),
  ({ a, b }) => a.set(b.node.clone()),
  ({ a, b }) => {
    const { node } = a;
    a.set(b.node);
    b.set(node);
  },
  ({ a, b, key }) => a.add(key, b.node),
  ({ a, key, snippet }) => a.add(key, snippet),
  ({ a, key }) => a.rename(key),
  ({ a, words }) => a.rename(words),
  ({ a, document }) => a.set(document.createNode([a.node])),
  ({ a, key, document }) => a.set(document.createNode({ [key]: a.node })),
  ({ a, b, document }) => {
    b.node.anchor = 'anchor';
    a.set(document.createAlias(b.node));
  },
  ({ a, words, document }) => a.set(document.createNode(at(odd.MANY, words.length))),
];

const yamlEdit = fc
  .tuple(anywhere, anywhere, node, text, fc.constantFrom(...YAML_WAYS))
  .map(([first, second, snippet, words, way]) => (old) => {
    const document = parseDocument(old);
    const places = placesIn(document);
    if (document.errors.length > 0 || places.length === 0) return old;
    const [a, b] = [at(places, first), at(places, second)];
    const key = at(second % 5 === 0 ? odd.KEYS.strange : a.keys, second);
    try {
      way({ a, b, snippet: parseDocument(snippet).contents, words, key, document });
      return String(document);
    } catch {
      // Such as an alias before its anchor: the package does not write that.
      return old;
    }
  });

/** Every value of a document, and what can be done with it. */
function placesIn(document) {
  const places = [];
  visit(document, {
    Collection: (_, collection, above) => {
      const depth = above.filter(isCollection).length;
      for (const item of collection.items)
        places.push({
          keys: [odd.KEYS.top, odd.KEYS.part, odd.KEYS.target][depth] ?? odd.KEYS.part,
          node: isPair(item) ? (item.value ?? document.createNode(null)) : item,
          set: (node) => {
            if (isPair(item)) item.value = node;
            else collection.items[collection.items.indexOf(item)] = node;
          },
          remove: () => collection.items.splice(collection.items.indexOf(item), 1),
          add: (key, node) => collection.items.push(isPair(item) ? document.createPair(key, node) : node),
          rename: (key) => {
            if (isPair(item)) item.key = document.createNode(key);
          },
        });
    },
  });
  return places;
}

const set = (path, value) => (old) => {
  const document = parseDocument(old);
  if (document.errors.length > 0 || !isMap(document.contents)) return old;
  try {
    document.setIn(path, document.createNode(value));
    return String(document);
  } catch {
    return old;
  }
};

/** A value that exists gets another text. */
const valueEdit = fc.tuple(anywhere, text).map(([index, value]) => (old) => {
  const document = parseDocument(old);
  const values = document.errors.length === 0 && document.get?.('values');
  if (!isMap(values) || values.items.length === 0) return old;
  const { key } = at(values.items, index);
  return set(['values', isScalar(key) ? key.value : 'x'], value)(old);
});

// Tags and runs.

const name = any(often(3, fc.constantFrom(...odd.REFS)), often(1, text));
const pattern = any(often(3, fc.constantFrom(...odd.PATTERNS)), often(1, text));
const tag = any(
  often(1, pattern),
  often(
    4,
    fc
      .record(
        {
          type: fc.constantFrom(...odd.TAG_TYPES),
          value: pattern,
          pattern,
          match: any(often(3, fc.constantFrom(...odd.EXPRESSIONS)), often(1, text)),
          group: mostly(['0', '1', '2', '99'], ['-1', '1e9', 'a']),
          event: mostly(['branch', 'tag', 'pr'], ['push']),
          branch: any(often(3, fc.constant('main')), often(1, name)),
          format: mostly(['short', 'long'], ['medium']),
          enable: mostly(['true', '{{is_default_branch}}', "{{eq branch 'main'}}"], ['false', '{{a', '']),
          prefix: any(often(3, fc.constant('{{target}}-')), often(1, pattern)),
          suffix: pattern,
          priority: mostly(['0', '9', '999999999999999999999999'], ['-1']),
          highest: fc.boolean(),
          immutable: fc.boolean(),
          only: mostly(['latest'], ['first']),
        },
        { requiredKeys: ['type'] },
      )
      .chain((entry) =>
        // Most entries get the keys of their type only: others are refused before anything is made of them.
        fc
          .nat(9)
          .map((all) =>
            all === 0
              ? entry
              : Object.fromEntries(
                  [...odd.KEYS_OF_TAGS[entry.type], 'enable', 'prefix', 'suffix']
                    .flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]]))
                    .concat([['type', entry.type]]),
                ),
          ),
      ),
  ),
);
const tagsEdit = fc
  .tuple(fc.array(tag, { minLength: 1, maxLength: 4 }), mostly(['auto', true, false, 'highest'], ['x']))
  .map(
    ([tags, latest]) =>
      (old) =>
        set(['flavor'], { latest })(set(['tags'], ['{{target}}-{{sha}}', ...tags])(old)),
  );

const time = fc.constantFrom(...odd.TIMES);
const sha = fc.constantFrom(COMMIT.sha, '', 'abc', 'é', '-', 'g'.repeat(200));
const run = fc
  .record({
    event: fc.constantFrom('push', 'schedule', 'pull_request', 'merge_group', 'workflow_dispatch', 'é', ''),
    kind: fc.constantFrom('heads', 'tags', 'pull'),
    name,
    base: name,
    main: any(often(2, fc.constant('main')), often(1, name)),
    sha,
    time,
    released: fc.array(name, { maxLength: 5 }),
  })
  .map(runOf);

/** What the runner and Git say of a run. */
function runOf({ event, kind, name, base, main, sha, time, released }) {
  return {
    env: {
      GITHUB_EVENT_NAME: event,
      GITHUB_REF: kind === 'pull' ? 'refs/pull/7/merge' : `refs/${kind}/${name}`,
      GITHUB_SHA: sha,
      GITHUB_REPOSITORY: 'org/app',
    },
    event: {
      repository: { default_branch: main },
      head_commit: { timestamp: time },
      base_ref: `refs/heads/${base}`,
      merge_group: { base_ref: `refs/heads/${base}` },
      ...(kind === 'pull'
        ? { pull_request: { number: 7, head: { ref: name, sha }, base: { ref: base } } }
        : {}),
    },
    // What `git log`, `git symbolic-ref`, `git rev-parse` and `git tag` say.
    git: {
      log: `${sha} ${time}`,
      'refs/remotes/origin/HEAD': `origin/${main}`,
      'symbolic-ref': name,
      'rev-parse': 'false',
      tag: released.join('\n'),
    },
  };
}

// The whole.

const setOption = fc
  .tuple(any(often(3, fc.constantFrom(...odd.NAMES)), often(1, text)), text)
  .map(([key, value]) => ['--set', `${key}=${value}`]);
const flag = (option, values) => values.map((value) => [`--${option}`, value]);
const few = (list) => fc.array(list, { maxLength: 2 }).map((all) => all.flat());
const word = any(often(3, fc.constantFrom(...odd.WORDS)), often(1, text));

const change = any(
  often(8, changeOf(YAML, yamlEdit)),
  often(2, changeOf(YAML, pieceEdit(odd.YAML_PIECES))),
  often(1, changeOf(YAML, lineEdit(odd.YAML_PIECES))),
  often(3, changeOf(TEMPLATE, pieceEdit(odd.TEMPLATE_PIECES))),
  often(1, changeOf(TEMPLATE, lineEdit(odd.TEMPLATE_PIECES))),
  often(3, changeOf(DOCKERFILE, lineEdit(odd.DOCKERFILE_LINES))),
  often(1, changeOf(DOCKERFILE, pieceEdit(odd.DOCKERFILE_PIECES))),
  often(1, changeOf(ANY, pieceEdit(odd.YAML_PIECES))),
  often(1, changeOf(ANY, wholeFile)),
  often(2, changeOf(MATRIX, valueEdit)),
  often(3, changeOf(MATRIX, tagsEdit)),
);

function inputOf(seeds) {
  // The largest examples take longer than all others together.
  const weighed = seeds.map((seed) => often(seed.name === 'examples/frameworks' ? 1 : 8, fc.constant(seed)));
  return fc.record({
    base: any(...weighed),
    changes: any(
      often(2, fc.array(change, { minLength: 1, maxLength: 1 })),
      often(1, fc.array(change, { minLength: 2, maxLength: 4 })),
    ),
    options: any(often(3, fc.constant([])), often(1, few(setOption))),
    tags: any(
      often(4, fc.constant([])),
      often(1, few(pattern.chain((value) => fc.constantFrom(...flag('tag', [value]))))),
    ),
    selection: few(
      any(
        often(
          1,
          word.map((value) => ['--target', value]),
        ),
        often(1, fc.constantFrom(...flag('platform', odd.PLATFORMS))),
      ),
    ),
    words: fc.array(word, { maxLength: 3 }),
    run,
  });
}
