import { describe, expect, it } from 'vitest';
import {
  ignoreProblems,
  readIgnores,
  staleIgnores,
  type IgnorePolicy,
} from '../../../src/gates/scan/ignores.ts';

const NOW = Date.parse('2027-01-20T12:00:00Z');
const POLICY: IgnorePolicy = { now: NOW, warningDays: 14, strict: false };
const yaml = (text: string) => readIgnores({ path: '.trivyignore.yaml', text });
const entry = (expires: string) =>
  yaml(`vulnerabilities:\n  - id: CVE-1\n    statement: why\n    expired_at: ${expires}\n`).ignores;
const codes = (expires: string, over: Partial<IgnorePolicy> = {}) =>
  ignoreProblems(entry(expires), { ...POLICY, ...over }).map(({ severity, code }) => `${severity} ${code}`);

describe('ignores', () => {
  it('fails at the date when the time of one is over, and says which counts again', () => {
    expect(ignoreProblems(entry('2027-01-20'), POLICY)).toEqual([
      {
        severity: 'error',
        code: 'ignore-expired',
        message: 'the ignored finding CVE-1 counts again since 2027-01-20',
        place: { file: '.trivyignore.yaml', line: 4, column: 17, length: 10 },
        hint: expect.stringContaining('remove the entry') as string,
      },
    ]);
  });

  it.each([
    ['2020-01-01', ['error ignore-expired']],
    ['2027-01-20', ['error ignore-expired']],
    ['2027-01-21', ['warning ignore-expires']],
    ['2027-02-03', ['warning ignore-expires']],
    ['2027-02-04', []],
    ['2027-01-20T12:00:00Z', ['warning ignore-expires']],
    ['2027-01-20T11:59:59Z', ['error ignore-expired']],
  ])('until %s', (expires, expected) => expect(codes(expires)).toEqual(expected));

  it('warns as early as it is asked to', () => {
    expect(codes('2027-02-04', { warningDays: 15 })).toEqual(['warning ignore-expires']);
    expect(codes('2027-01-21', { warningDays: 0 })).toEqual([]);
    expect(ignoreProblems(entry('2027-01-25'), POLICY)[0]?.message).toBe(
      'the ignored finding CVE-1 counts again from 2027-01-25 on, 4 days from now',
    );
  });

  it('wants a reason and a date, as strictly as it is asked to', () => {
    const { ignores } = yaml(
      'vulnerabilities:\n  - id: CVE-1\n  - id: CVE-2\n    statement: why\n  - id: CVE-3\n' +
        '    statement: " "\n    expired_at: 2030-01-01\n',
    );
    expect(
      ignoreProblems(ignores, POLICY).map(({ severity, message, place }) => [severity, message, place?.line]),
    ).toEqual([
      ['warning', 'ignored finding CVE-1 has no reason (statement) and no expiry date (expired_at)', 2],
      ['warning', 'ignored finding CVE-2 has no expiry date (expired_at)', 3],
      ['warning', 'ignored finding CVE-3 has no reason (statement)', 5],
    ]);
    expect(ignoreProblems(ignores, { ...POLICY, strict: true }).map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'error',
    ]);
  });

  it.each<readonly [string, string, number]>([
    ['vulnerabilities: CVE-1\n', '"vulnerabilities" must be a list of ignored findings', 1],
    [
      'vulnerabilites:\n  - id: CVE-1\n',
      'unknown key "vulnerabilites" in the ignore file; there are vulnerabilities, ' +
        'misconfigurations, secrets, licenses',
      1,
    ],
    ['vulnerabilities:\n  - CVE-1\n', 'an ignored finding must be a mapping with "id"', 2],
    [
      'vulnerabilities:\n  - id: CVE-1\n    expired_at: soon\n',
      '"expired_at" of CVE-1 must be a date such as 2027-01-31',
      3,
    ],
    [
      'vulnerabilities:\n  - id: CVE-1\n    expired_at: 2027-13-01\n',
      '"expired_at" of CVE-1 must be a date such as 2027-01-31',
      3,
    ],
    ...[
      '2027-02-30',
      '2027-02-29',
      '"2027-01-31 (see issue 5)"',
      '2027-01-31 10:00',
      '2027-01-31T10:00:00',
      '2027-01-31T24:00:00Z',
      '2027-01-31T10:00Z',
      "''",
      '[a]',
    ].map(
      (date) =>
        [
          `vulnerabilities:\n  - id: CVE-1\n    expired_at: ${date}\n`,
          '"expired_at" of CVE-1 must be a date such as 2027-01-31',
          3,
        ] as const,
    ),
    [
      'vulnerabilities:\n  - id: CVE-1\n    expired_at: "2027-01-31"\n',
      '"expired_at" of CVE-1 must be a date without quotes',
      3,
    ],
    [
      'vulnerabilities:\n  - id: CVE-1\n    statment: why\n',
      'unknown key "statment" of CVE-1 (did you mean "statement"?)',
      3,
    ],
    [
      'vulnerabilities:\n  - { id: CVE-1, expires_at: 2027-01-31 }\n',
      'unknown key "expires_at" of CVE-1 (did you mean "expired_at"?)',
      2,
    ],
    ['vulnerabilities:\n  - { id: CVE-1, statement: [a] }\n', '"statement" of CVE-1 must be text', 2],
    ['vulnerabilities:\n  - { id: CVE-1, purls: pkg:deb/debian/x }\n', '"purls" of CVE-1 must be a list', 2],
    [
      'vulnerabilities:\n  - { id: CVE-1, purls: [zlib1g] }\n',
      '"zlib1g" of CVE-1 must be a package URL such as pkg:deb/debian/zlib1g',
      2,
    ],
    [
      '- id: CVE-1\n',
      'the ignore file must be a mapping with vulnerabilities, misconfigurations, secrets, licenses',
      1,
    ],
  ])('refuses %j', (text, message, line) =>
    expect(yaml(text).problems).toMatchObject([{ severity: 'error', message, place: { line } }]),
  );

  it.each([
    '2028-02-29',
    '2027-01-31T10:00:00Z',
    '"2027-01-31T10:00:00Z"',
    '2027-01-31T10:00:00.5+02:00',
    '2027-01-31 # soon',
  ])('takes the date %s, which Trivy reads', (date) =>
    expect(yaml(`vulnerabilities:\n  - id: CVE-1\n    expired_at: ${date}\n`).problems).toEqual([]),
  );

  it('says where the file is no YAML, and takes an empty one', () => {
    expect(yaml('vulnerabilities: [\n').problems[0]).toMatchObject({
      severity: 'error',
      place: { file: '.trivyignore.yaml' },
    });
    expect(yaml('# none\n')).toEqual({ ignores: [], problems: [] });
  });

  it('reads a plain file: ids, dates, and the comment above as the reason', () => {
    const { ignores } = readIgnores({
      path: '.trivyignore',
      text: '# we read no archives\nCVE-1 exp:2027-01-01\n\nCVE-2\r\n',
    });
    expect(ignores).toMatchObject([
      {
        id: 'CVE-1',
        reason: 'we read no archives',
        expires: { text: '2027-01-01', place: { line: 2, column: 7 } },
      },
      { id: 'CVE-2', place: { line: 4, column: 1 } },
    ]);
    expect(ignoreProblems(ignores, POLICY).map(({ code }) => code)).toEqual([
      'ignore-expired',
      'ignore-incomplete',
    ]);
  });

  it.each([
    ['CVE-1 exp:2027-13-45', '1:7 "exp:2027-13-45" of CVE-1 must be a date such as exp:2027-01-31'],
    ['CVE-1 exp:31-01-2020', '1:7 "exp:31-01-2020" of CVE-1 must be a date such as exp:2027-01-31'],
    [
      'CVE-1 exp:2027-01-31T10:00:00Z',
      '1:7 "exp:2027-01-31T10:00:00Z" of CVE-1 must be a date such as exp:2027-01-31',
    ],
    ['CVE-1 EXP:2020-01-01', '1:7 "EXP:2020-01-01" of CVE-1 must be a date such as exp:2027-01-31'],
    ['CVE-1 until 2027', '1:7 "until" behind CVE-1 means nothing here'],
    ['  CVE-1 exp:2027-01-31 exp:2028-01-31', '1:24 "exp:2028-01-31" behind CVE-1 means nothing here'],
    ['root:x:0:0:root:/root:/bin/bash', '1:1 "root:x:0:0:root:/root:/bin/bash" is no id of a finding'],
    ['vulnerabilities:', '1:1 "vulnerabilities:" is no id of a finding'],
    ['- id: CVE-1', '1:1 "-" is no id of a finding'],
  ])('refuses the plain line %j', (line, message) => {
    const { ignores, problems } = readIgnores({ path: '.trivyignore', text: `${line}\n` });
    expect(ignores).toEqual([]);
    expect(
      problems.map((problem) => `${problem.place?.line}:${problem.place?.column} ${problem.message}`),
    ).toEqual([message]);
  });

  it.each([
    'CVE-2027-1234',
    'GHSA-69fq-xp46-6x23',
    'SUSE-SU-2019:0497-1',
    'RHSA-2020:1234',
    'private-key',
    'TEMP-0290435-0B57B5',
    'PYSEC-2021-66',
  ])('takes the id %s', (id) =>
    expect(readIgnores({ path: '.trivyignore', text: `${id} exp:2027-01-31\n` })).toMatchObject({
      ignores: [{ id }],
      problems: [],
    }),
  );

  it('finds entries that took nothing out, of those that scans look for', () => {
    const { ignores } = yaml(
      'vulnerabilities:\n  - id: CVE-1\n  - id: CVE-2\nsecrets:\n  - id: private-key\nlicenses:\n  - id: GPL\n',
    );
    expect(
      staleIgnores(
        ignores,
        [
          { id: 'CVE-1', package: 'gzip' },
          { id: 'private-key', package: '' },
        ],
        [],
      ).map(({ message }) => message),
    ).toEqual(['the ignored finding CVE-2 is in none of the images']);
  });

  it('does not say that a finding is nowhere when it is elsewhere', () => {
    const { ignores } = yaml('vulnerabilities:\n  - { id: CVE-1, purls: ["pkg:deb/debian/zlib1g"] }\n');
    expect(staleIgnores(ignores, [], ['CVE-1'])).toMatchObject([
      {
        severity: 'warning',
        code: 'ignore-stale',
        message: 'the ignored finding CVE-1 is in an image, but not where this entry has it',
        hint: expect.stringMatching(/purls or paths/) as string,
      },
    ]);
  });
});
