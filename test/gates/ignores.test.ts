import { describe, expect, it } from 'vitest';
import { ignoreProblems, readIgnores, staleIgnores, type IgnorePolicy } from '../../src/gates/ignores.ts';

const NOW = Date.parse('2027-01-20T12:00:00Z');
const POLICY: IgnorePolicy = { now: NOW, warningDays: 14, strict: false };
const yaml = (text: string) => readIgnores({ path: '.trivyignore.yaml', text });
const entry = (expires: string) => yaml(`vulnerabilities:\n  - id: CVE-1\n    statement: why\n    expired_at: ${expires}\n`).ignores;
const codes = (expires: string, over: Partial<IgnorePolicy> = {}) => ignoreProblems(entry(expires), { ...POLICY, ...over }).map(({ severity, code }) => `${severity} ${code}`);

describe('ignores', () => {
  it('fails at the date when the time of one is over, and says which counts again', () => {
    expect(ignoreProblems(entry('2027-01-20'), POLICY)).toEqual([
      { severity: 'error', code: 'ignore-expired', message: 'the ignored finding CVE-1 counts again since 2027-01-20', place: { file: '.trivyignore.yaml', line: 4, column: 17, length: 10 }, hint: expect.stringContaining('remove the entry') as string },
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
    expect(ignoreProblems(entry('2027-01-25'), POLICY)[0]?.message).toBe('the ignored finding CVE-1 counts again from 2027-01-25 on, 4 days from now');
  });

  it('wants a reason and a date, as strictly as it is asked to', () => {
    const { ignores } = yaml('vulnerabilities:\n  - id: CVE-1\n  - id: CVE-2\n    statement: why\n  - id: CVE-3\n    statement: " "\n    expired_at: 2030-01-01\n');
    expect(ignoreProblems(ignores, POLICY).map(({ severity, message, place }) => [severity, message, place?.line])).toEqual([
      ['warning', 'ignored finding CVE-1 has no reason (statement) and no expiry date (expired_at)', 2],
      ['warning', 'ignored finding CVE-2 has no expiry date (expired_at)', 3],
      ['warning', 'ignored finding CVE-3 has no reason (statement)', 5],
    ]);
    expect(ignoreProblems(ignores, { ...POLICY, strict: true }).map(({ severity }) => severity)).toEqual(['error', 'error', 'error']);
  });

  it.each([
    ['vulnerabilities: CVE-1\n', '"vulnerabilities" must be a list of ignored findings', 1],
    ['vulnerabilites:\n  - id: CVE-1\n', 'unknown key "vulnerabilites" in the ignore file; there are vulnerabilities, misconfigurations, secrets, licenses', 1],
    ['vulnerabilities:\n  - CVE-1\n', 'an ignored finding must be a mapping with "id"', 2],
    ['vulnerabilities:\n  - id: CVE-1\n    expired_at: soon\n', '"expired_at" of CVE-1 must be a date such as 2027-01-31', 3],
    ['vulnerabilities:\n  - id: CVE-1\n    expired_at: 2027-13-01\n', '"expired_at" of CVE-1 must be a date such as 2027-01-31', 3],
    ['- id: CVE-1\n', 'the ignore file must be a mapping with vulnerabilities, misconfigurations, secrets, licenses', 1],
  ])('refuses %j', (text, message, line) => expect(yaml(text).problems).toMatchObject([{ severity: 'error', message, place: { line } }]));

  it('says where the file is no YAML, and takes an empty one', () => {
    expect(yaml('vulnerabilities: [\n').problems[0]).toMatchObject({ severity: 'error', place: { file: '.trivyignore.yaml' } });
    expect(yaml('# none\n')).toEqual({ ignores: [], problems: [] });
  });

  it('reads a plain file: ids, dates, and the comment above as the reason', () => {
    const { ignores } = readIgnores({ path: '.trivyignore', text: '# we read no archives\nCVE-1 exp:2027-01-01\n\nCVE-2\r\n' });
    expect(ignores).toMatchObject([
      { id: 'CVE-1', reason: 'we read no archives', expires: { text: '2027-01-01', place: { line: 2, column: 7 } } },
      { id: 'CVE-2', place: { line: 4, column: 1 } },
    ]);
    expect(ignoreProblems(ignores, POLICY).map(({ code }) => code)).toEqual(['ignore-expired', 'ignore-incomplete']);
  });

  it('finds entries that took nothing out, of those that scans look for', () => {
    const { ignores } = yaml('vulnerabilities:\n  - id: CVE-1\n  - id: CVE-2\nsecrets:\n  - id: private-key\nlicenses:\n  - id: GPL\n');
    expect(staleIgnores(ignores, [{ id: 'CVE-1', package: 'gzip' }, { id: 'private-key', package: '' }]).map(({ message }) => message)).toEqual(['the ignored finding CVE-2 is in none of the images']);
  });
});
