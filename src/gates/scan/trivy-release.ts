/** Which releases of Trivy may be installed, with the reviewed SHA-256 of each archive. */

import type { TrivyChoice } from '../../effects/host.ts';
import { error, type Problem } from '../../problem/problem.ts';

/**
 * The archives of Trivy that may be installed, and their SHA-256.
 *
 * The checksums in Trivy's releases are not used: in 2026 the releases 0.69.4 to 0.69.6 were malicious, and their
 * checksum files and signatures were made for the malicious files (GHSA-69fq-xp46-6x23, CVE-2026-33634). A hash is
 * added here by review, after it was seen in several unrelated places.
 */
const REVIEWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '0.74.0': {
    'linux-x64': '2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a',
    'linux-arm64': 'b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5',
    'darwin-arm64': '1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11',
  },
  '0.72.0': {
    'linux-x64': 'bbb64b9695866ce4a7a8f5c9592002c5961cab378577fa3f8a040df362b9b2ea',
    'linux-arm64': '2ca2c023109c2db6b2b77366b6717291452d4531167377d95c79547f0c8e3467',
  },
};

/** The platform in the names of Trivy's archives, by Node's `process.platform` and `process.arch`. */
const ARCHIVE_PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': 'Linux-64bit',
  'linux-arm64': 'Linux-ARM64',
  'linux-ppc64': 'Linux-PPC64LE',
  'linux-s390x': 'Linux-s390x',
  'darwin-x64': 'macOS-64bit',
  'darwin-arm64': 'macOS-ARM64',
};

const REFUSED: ReadonlySet<string> = new Set(['0.69.4', '0.69.5', '0.69.6']);

/** The version that is installed by default. It is never simply the latest one. */
export const DEFAULT_TRIVY_VERSION = '0.74.0';

/** Where releases are downloaded from, unless a mirror is given. */
export const TRIVY_RELEASES = 'https://github.com/aquasecurity/trivy/releases/download';

/** Which Trivy is wanted on which machine. `platform` and `arch` are named as in Node. */
export interface TrivyWanted extends Omit<TrivyChoice, 'path'> {
  readonly platform: string;
  readonly arch: string;
  /** A mirror, laid out like GitHub's: `{baseUrl}/v{version}/{file}`. */
  readonly baseUrl?: string;
}

/** An archive to download, and the hash that it must have. */
export interface TrivyRelease {
  readonly kind: 'release';
  readonly version: string;
  readonly url: string;
  readonly file: string;
  /** SHA-256 of the archive, in lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Why no archive may be downloaded. */
export interface TrivyRefused {
  readonly kind: 'refused';
  readonly problem: Problem;
}

/** The problem when this version of Trivy is known to be malicious. It also holds for an installed Trivy. */
export function refusedTrivy(version: string): Problem | undefined {
  if (!REFUSED.has(version)) return undefined;
  return error(
    'trivy-refused',
    `Trivy ${version} is refused: releases 0.69.4, 0.69.5 and 0.69.6 were malicious (GHSA-69fq-xp46-6x23)`,
    {
      hint:
        `use Trivy ${DEFAULT_TRIVY_VERSION}, and treat every secret ` +
        `that a machine with ${version} could read as stolen`,
    },
  );
}

/** The archive for a machine, or why there is none. */
export function trivyRelease(wanted: TrivyWanted): TrivyRelease | TrivyRefused {
  const version = (wanted.version ?? DEFAULT_TRIVY_VERSION).replace(/^v/, '');
  const known = Object.keys(REVIEWED).join(', ');
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    return refuse(
      'trivy-version',
      `Trivy version "${version}" is not an exact version such as ${DEFAULT_TRIVY_VERSION}`,
      `reviewed versions: ${known}`,
    );
  }
  const malicious = refusedTrivy(version);
  if (malicious) return { kind: 'refused', problem: malicious };

  const machine = `${wanted.platform}-${wanted.arch}`;
  const archive = ARCHIVE_PLATFORMS[machine];
  if (!archive) {
    const supported = Object.keys(ARCHIVE_PLATFORMS).join(', ');
    return refuse(
      'trivy-platform',
      `no Trivy archive for ${machine}; there is one for ${supported}`,
      'install Trivy yourself and give its path',
    );
  }

  const givenSha256 = wanted.sha256?.toLowerCase();
  if (givenSha256 !== undefined && !/^[0-9a-f]{64}$/.test(givenSha256)) {
    return refuse(
      'trivy-sha256',
      `sha256 "${wanted.sha256 ?? ''}" of the Trivy archive is not 64 hexadecimal digits`,
    );
  }
  const file = `trivy_${version}_${archive}.tar.gz`;
  const reviewed = REVIEWED[version]?.[machine];
  if (reviewed && givenSha256 && reviewed !== givenSha256) {
    return refuse(
      'trivy-sha256',
      `sha256 ${givenSha256} given for ${file} is not the reviewed ${reviewed}`,
      'leave the sha256 out: this version is in the reviewed table',
    );
  }
  const sha256 = reviewed ?? givenSha256;
  if (!sha256) {
    return refuse(
      'trivy-unreviewed',
      `Trivy ${version} for ${machine} is not in the reviewed table ` +
        `(reviewed versions: ${known}), so its sha256 must be given`,
      `use ${DEFAULT_TRIVY_VERSION}, or give the sha256 of ${file} from a source you trust`,
    );
  }
  const base = (wanted.baseUrl ?? TRIVY_RELEASES).replace(/\/+$/, '');
  return { kind: 'release', version, url: `${base}/v${version}/${file}`, file, sha256 };
}

function refuse(code: Problem['code'], message: string, hint?: string): TrivyRefused {
  return { kind: 'refused', problem: error(code, message, { hint }) };
}
