import { expect, test } from 'vitest';
import { expandWord, variablesIn } from '../../src/dockerfile/expand.ts';

const VALUES: Readonly<Record<string, string | null>> = {
  PWD: '/home',
  SHELL: 'bash',
  NULL: '',
  BUILD: null,
};

const expand = (word: string): ReturnType<typeof expandWord> => expandWord(word, (name) => VALUES[name]);

// Most are of BuildKit's own test, frontend/dockerfile/shell/envVarTest.
test.each([
  ['hello', 'hello'],
  ['he$PWD', 'he/home'],
  ['he${PWD}xx', 'he/homexx'],
  ['he$.x', 'he$.x'],
  [String.raw`he\$PWD`, 'he$PWD'],
  ["'$PWD'", '$PWD'],
  ['"$PWD"', '/home'],
  ['he${XXX:-000}xx', 'he000xx'],
  ['he${PWD:-000}xx', 'he/homexx'],
  ['he${XXX:-$PWD}xx', 'he/homexx'],
  ['he${XXX:-${PWD:-yyy}}xx', 'he/homexx'],
  ['he${XXX:-${YYY:-yyy}}xx', 'heyyyxx'],
  ['he${XXX:+${PWD}}xx', 'hexx'],
  ['he${PWD:+${SHELL}}xx', 'hebashxx'],
  ['he${PWD:+${PWD}:}xx', 'he/home:xx'],
  [String.raw`he${'${XXX:-\\$PWD:}'}xx`, 'he$PWD:xx'],
  ['${NULL-x}|${NULL:-x}|${NULL+x}|${NULL:+x}|${XXX+x}', '|x|x||'],
  ['he${PWD?}${PWD:?}${NULL?}', 'he/home/home'],
  ['${aaa:-bbb {foo}', 'bbb {foo'],
])('%s gives %s', (word, text) => {
  expect(expand(word)).toEqual({ text, missing: [] });
});

test.each([
  ['a$XXX${YYY}${XXX}', ['XXX', 'YYY']],
  ['${XXX?}', ['XXX']],
  ['${XXX:?say it}', ['XXX']],
  ['${NULL:?}', ['NULL']],
  ['${XXX:-$YYY}', ['YYY']],
  ['${PWD:-$YYY}${XXX:+$YYY}', []],
])('%s needs %j', (word, missing) => {
  expect(expand(word).missing).toEqual(missing);
});

test.each(['a${BUILD}', '$BUILD', '${PWD#/}', '${PWD%%/*}', '${PWD/a/b}', '${XXX:-$BUILD}'])(
  '%s is known to the build only',
  (word) => {
    expect(expand(word)).toEqual({ missing: [] });
  },
);

test('what is set but not known decides, and is not asked for when something else is taken', () => {
  expect(expand('${BUILD:+x}')).toEqual({ text: 'x', missing: [] });
  expect(expand('${PWD:-$BUILD}')).toEqual({ text: '/home', missing: [] });
});

test.each(['he${PWD', '${PWD:=000}', '${PWD:-x', '${}', '${.}'])(
  '%s is left as a name of nothing',
  (word) => {
    expect(expand(word).text).toMatch(/\$\{/);
  },
);

test('all variables of a word are found, whether their value is needed or not', () => {
  expect(variablesIn('$A-${B:-$C}${D+${A}}\\$E$1')).toEqual(['A', 'B', 'C', 'D']);
});
