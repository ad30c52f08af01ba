import { describe, expect, it } from 'vitest';
import { DEFAULT_TRIVY_VERSION, trivyRelease } from '../../../src/gates/scan/trivy-release.ts';

const LINUX = { platform: 'linux', arch: 'x64' };
const SHA = 'ab'.repeat(32);

describe('trivyRelease', () => {
  it('names the reviewed archive of the default version', () => {
    expect(trivyRelease(LINUX)).toEqual({
      kind: 'release',
      version: DEFAULT_TRIVY_VERSION,
      file: 'trivy_0.74.0_Linux-64bit.tar.gz',
      url: 'https://github.com/aquasecurity/trivy/releases/download/v0.74.0/trivy_0.74.0_Linux-64bit.tar.gz',
      sha256: '2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a',
    });
  });

  it('takes the archive of the machine, from a mirror', () => {
    expect(
      trivyRelease({
        platform: 'darwin',
        arch: 'arm64',
        version: 'v0.74.0',
        baseUrl: 'https://mirror.example/trivy/',
      }),
    ).toMatchObject({
      url: 'https://mirror.example/trivy/v0.74.0/trivy_0.74.0_macOS-ARM64.tar.gz',
      sha256: '1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11',
    });
  });

  it.each(['0.69.4', '0.69.5', 'v0.69.6'])('refuses the malicious %s even with a sha256', (version) => {
    expect(trivyRelease({ ...LINUX, version, sha256: SHA })).toMatchObject({
      kind: 'refused',
      problem: { code: 'trivy-refused' },
    });
  });

  it('wants a sha256 for a version that was not reviewed, and lists those that were', () => {
    expect(trivyRelease({ ...LINUX, version: '0.73.1' })).toMatchObject({
      problem: {
        code: 'trivy-unreviewed',
        message: expect.stringContaining('0.74.0, 0.72.0') as string,
        hint: expect.stringContaining('trivy_0.73.1_Linux-64bit.tar.gz') as string,
      },
    });
    expect(trivyRelease({ ...LINUX, version: '0.73.1', sha256: SHA.toUpperCase() })).toMatchObject({
      kind: 'release',
      sha256: SHA,
    });
  });

  it('wants a sha256 where only other machines of a version were reviewed', () => {
    expect(trivyRelease({ platform: 'darwin', arch: 'arm64', version: '0.72.0' })).toMatchObject({
      problem: { code: 'trivy-unreviewed' },
    });
  });

  it.each([
    [{ ...LINUX, sha256: SHA }, 'trivy-sha256', 'is not the reviewed'],
    [{ ...LINUX, version: '0.80.0', sha256: 'abc' }, 'trivy-sha256', '64 hexadecimal'],
    [{ ...LINUX, version: 'latest' }, 'trivy-version', '"latest" is not an exact version'],
    [{ platform: 'win32', arch: 'x64' }, 'trivy-platform', 'win32-x64'],
  ])('refuses %j as %s', (wanted, code, message) => {
    expect(trivyRelease(wanted)).toMatchObject({
      kind: 'refused',
      problem: { code, message: expect.stringContaining(message) as string },
    });
  });
});
