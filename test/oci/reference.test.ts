import { describe, expect, it } from 'vitest';
import { isDigest, isPlainHttp, parseRepository, tagProblem } from '../../src/oci/reference.ts';

const HEX = 'a'.repeat(64);

describe('parseRepository', () => {
  it.each([
    ['alpine', 'docker.io', 'registry-1.docker.io', 'library/alpine'],
    ['org/app', 'docker.io', 'registry-1.docker.io', 'org/app'],
    ['docker.io/alpine', 'docker.io', 'registry-1.docker.io', 'library/alpine'],
    ['index.docker.io/org/app', 'docker.io', 'registry-1.docker.io', 'org/app'],
    ['registry-1.docker.io/org/app', 'docker.io', 'registry-1.docker.io', 'org/app'],
    ['ghcr.io/org/app', 'ghcr.io', 'ghcr.io', 'org/app'],
    ['GHCR.io/org/app', 'ghcr.io', 'ghcr.io', 'org/app'],
    ['ghcr.io/app', 'ghcr.io', 'ghcr.io', 'app'],
    ['localhost/app', 'localhost', 'localhost', 'app'],
    ['localhost:5000/app', 'localhost:5000', 'localhost:5000', 'app'],
    ['registry:5000/a/b/c', 'registry:5000', 'registry:5000', 'a/b/c'],
    ['127.0.0.1:5000/app', '127.0.0.1:5000', '127.0.0.1:5000', 'app'],
    ['[::1]:5000/app', '[::1]:5000', '[::1]:5000', 'app'],
    ['ghcr.io/a_b/c__d/e--f/g.h', 'ghcr.io', 'ghcr.io', 'a_b/c__d/e--f/g.h'],
    [`ghcr.io/${'a'.repeat(247)}`, 'ghcr.io', 'ghcr.io', 'a'.repeat(247)],
  ])('reads %s', (text, host, apiHost, path) => {
    expect(parseRepository(text)).toEqual({ host, apiHost, path, name: `${host}/${path}` });
  });

  it.each([
    ['', /empty/],
    ['ghcr.io/org/app:1.0', /carries a tag, "1\.0"/],
    // Docker reads this as an image "localhost" with a tag, so the port needs a path behind it.
    ['localhost:5000', /carries a tag/],
    ['[::1]:5000/app:1', /carries a tag, "1"/],
    [`ghcr.io/org/app@sha256:${HEX}`, /carries a digest/],
    ['https://ghcr.io/org/app', /is a URL; write it without "https:\/\/"/],
    ['ghcr.io/Org/App', /upper-case.*"ghcr\.io\/org\/app"/],
    ['MyOrg/app', /upper-case.*"myorg\/app"/],
    ['ghcr.io/org//app', /an empty part/],
    ['ghcr.io/', /an empty part/],
    ['/app', /an empty part/],
    ['ghcr.io/org/-app', /the part "-app"/],
    ['ghcr.io/a..b', /the part "a\.\.b"/],
    ['ghcr.io/a___b', /the part "a___b"/],
    ['ghcr.io/a b', /the part "a b"/],
    ['ghcr.io/a\nb', /the part/],
    ['-bad.io/app', /no usable registry host: "-bad\.io"/],
    ['host:port/app', /no usable registry host: "host:port"/],
    [HEX, /64 hexadecimal digits/],
    [`ghcr.io/${'a'.repeat(248)}`, /256 characters long; at most 255/],
  ])('refuses %j', (text, reason) => {
    expect(parseRepository(text)).toMatch(reason);
  });
});

describe('tagProblem', () => {
  it.each(['latest', '1.0', '_x', 'A-b.c_d', '3.11-slim', 'a'.repeat(128)])('allows %s', (tag) => {
    expect(tagProblem(tag)).toBeUndefined();
  });

  it.each([
    ['', /empty; expected 1 to 128/],
    ['.1', /starts with "\."; the first character/],
    ['-x', /starts with "-"/],
    ['1.0+cu121', /the character "\+"; allowed are/],
    ['feat/x', /the character "\/"/],
    ['a b', /the character " "/],
    ['ä', /the character "ä"/],
    ['💡', /the character "💡"/],
    ['1.0\n', /the character "\\n"/],
    ['a'.repeat(129), /129 characters long; at most 128/],
  ])('refuses %j', (tag, reason) => {
    expect(tagProblem(tag)).toMatch(reason);
  });
});

describe('isPlainHttp', () => {
  it.each([
    'localhost',
    'localhost:5000',
    'LOCALHOST:80',
    '127.0.0.1:5000',
    '127.1.2.3',
    '[::1]',
    '[::1]:5000',
    'registry.localhost:5000',
  ])('is true for %s', (host) => {
    expect(isPlainHttp(host)).toBe(true);
  });

  it.each([
    'ghcr.io',
    'localhost.example.com',
    '127.0.0.1.nip.io',
    '128.0.0.1',
    '10.0.0.1:5000',
    'notlocalhost',
    '[::2]:5000',
  ])('is false for %s', (host) => {
    expect(isPlainHttp(host)).toBe(false);
  });
});

describe('isDigest', () => {
  it('takes the registered algorithms at their full length only', () => {
    expect(
      [
        `sha256:${HEX}`,
        `sha512:${HEX}${HEX}`,
        `sha256:${HEX}a`,
        `sha256:${HEX.toUpperCase()}`,
        `md5:${HEX}`,
        HEX,
      ].map(isDigest),
    ).toEqual([true, true, false, false, false, false]);
  });
});
