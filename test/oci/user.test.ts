import { expect, it } from 'vitest';
import { numberInPasswd, userNumber, userPart } from '../../src/oci/user.ts';

it.each([
  ['', 'root'],
  [':1000', 'root'],
  ['app', 'app'],
  ['app:root', 'app'],
  ['10:0', '10'],
])('takes %j for the user %j', (user, part) => expect(userPart(user)).toBe(part));

it.each([
  ['0', 0],
  ['00', 0],
  ['+0', 0],
  ['-0', 0],
  ['+7', 7],
  ['1000', 1000],
  ['2147483647', 2_147_483_647],
  // These are names: no engine takes them for numbers.
  ['2147483648', undefined],
  ['4294967296', undefined],
  ['-1', undefined],
  ['0x0', undefined],
  ['1e3', undefined],
  ['app', undefined],
])('takes USER %j for the number %j', (user, number) => expect(userNumber(user)).toBe(number));

const PASSWD = `root:x:0:0:root:/root:/bin/bash
  spaced:x:7:7::/:/bin/sh
toor:x:0:0:other:/root:/bin/sh

app:x:1000:1000::/home/app:
app:x:0:0::/:
empty:x:::/:
word:x:abc:0::/:
plus:x:+0:0::/:
minus:x:-0:0::/:
wrapped:x:4294967296:0::/:
negative:x:-1:0::/:
short
`;

it.each([
  ['app', 1000],
  ['toor', 0],
  ['spaced', 7],
  ['empty', 0],
  ['word', 0],
  ['plus', 0],
  ['minus', 0],
  ['wrapped', 0],
  ['negative', 4_294_967_295],
  ['short', 0],
  ['none', undefined],
  ['App', undefined],
])('finds %j in a passwd file as %j', (name, number) => expect(numberInPasswd(PASSWD, name)).toBe(number));
