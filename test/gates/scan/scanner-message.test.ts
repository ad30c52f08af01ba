import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scannerMessage } from '../../../src/gates/scan/scanner-message.ts';

const real = (name: string): string =>
  readFileSync(new URL(`fixtures/stderr-${name}.txt`, import.meta.url), 'utf8');

describe('scannerMessage', () => {
  it.each([
    [
      'unknown',
      new RegExp(
        '^GET http://localhost:5000/v2/test/scanned/manifests/sha256:0+: ' +
          String.raw`MANIFEST_UNKNOWN: manifest unknown; map\[.*\]$`,
      ),
    ],
    [
      'db-refused',
      /^Get "https:\/\/localhost:5999\/v2\/": dial tcp 127\.0\.0\.1:5999: connect: connection refused; Get "http:/,
    ],
    ['timeout', /^it did not finish within its timeout$/],
    ['flag', /^unknown flag: --bogus$/],
    ['vex', /^unable to load VEX: file open error: open \/nonexistent: no such file or directory$/],
  ])('keeps the reason of %s, from Trivy 0.74.0', (name, message) => {
    expect(scannerMessage(real(name))).toMatch(message);
  });

  it('falls back to the last lines, and to saying that there is nothing', () => {
    expect(scannerMessage('one\ntwo\nthree\nfour\n')).toBe('two; three; four');
    expect(scannerMessage(' \n')).toBe('it gave no reason');
  });

  it('takes a usage error without the usage', () => {
    expect(scannerMessage('\u001B[31mError: unknown flag: --nope\u001B[0m\n')).toBe('unknown flag: --nope');
  });
});
