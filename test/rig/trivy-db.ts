/** Makes a small vulnerability database for Trivy and pushes it as Trivy's OCI artifact. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boltFile, type Bucket } from './bolt.ts';

/** A vulnerability to plant in a package. */
export interface Advisory {
  readonly severity: 'UNKNOWN' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  readonly title: string;
  /** The version in which it is fixed; absent when there is none. */
  readonly fixed?: string;
}

/** Advisories by source, then by package (for Debian the SOURCE package), then by vulnerability. */
export type Advisories = {
  readonly [source in keyof typeof SOURCES]?: Readonly<Record<string, Readonly<Record<string, Advisory>>>>;
};

const DEBIAN = {
  ID: 'debian',
  Name: 'Debian Security Tracker',
  URL: 'https://salsa.debian.org/security-tracker-team/security-tracker',
};
const github = (Name: string) => ({ ID: 'ghsa', Name, URL: 'https://github.com/advisories' });

/** For each source of advisories its bucket in the database, and what the database says about it. */
const SOURCES = {
  debian11: { bucket: 'debian 11', about: DEBIAN },
  debian12: { bucket: 'debian 12', about: DEBIAN },
  debian13: { bucket: 'debian 13', about: DEBIAN },
  pip: { bucket: 'pip::GitHub Security Advisory Pip', about: github('GitHub Security Advisory Pip') },
  npm: { bucket: 'npm::GitHub Security Advisory Npm', about: github('GitHub Security Advisory Npm') },
} as const;

const SEVERITY_NUMBERS = { UNKNOWN: 0, LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 } as const;
/** `affected` in github.com/aquasecurity/trivy-db/pkg/types/status.go. */
const AFFECTED = 2;

/** Writes `trivy.db` and `metadata.json` (schema 2, by default never out of date) into `dir`. */
export function makeTrivyDb(dir: string, advisories: Advisories, nextUpdate = '2099-01-01T00:00:00Z'): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'trivy.db'), boltFile(tree(advisories)));
  const updated = '2026-01-01T00:00:00Z';
  writeFileSync(
    join(dir, 'metadata.json'),
    `${JSON.stringify({ Version: 2, NextUpdate: nextUpdate, UpdatedAt: updated, DownloadedAt: updated })}\n`,
  );
}

function tree(advisories: Advisories): Bucket {
  const sources = Object.entries(advisories).map(([name, packages]) => ({
    ...SOURCES[name as keyof typeof SOURCES],
    packages,
  }));
  const vulnerabilities = sources.flatMap(({ packages }) =>
    Object.values(packages).flatMap((byId) => Object.entries(byId)),
  );
  return {
    'data-source': Object.fromEntries(sources.map(({ bucket, about }) => [bucket, JSON.stringify(about)])),
    vulnerability: Object.fromEntries(
      vulnerabilities.map(([id, { title, severity }]) => [
        id,
        JSON.stringify({
          Title: title,
          Severity: severity,
          VendorSeverity: { nvd: SEVERITY_NUMBERS[severity], ghsa: SEVERITY_NUMBERS[severity] },
        }),
      ]),
    ),
    ...Object.fromEntries(
      sources.map(({ bucket, packages, about }) => [
        bucket,
        Object.fromEntries(
          Object.entries(packages).map(([name, byId]) => [
            name,
            Object.fromEntries(
              Object.entries(byId).map(([id, advisory]) => [
                id,
                JSON.stringify(about === DEBIAN ? systemAdvisory(advisory) : languageAdvisory(advisory)),
              ]),
            ),
          ]),
        ),
      ]),
    ),
  };
}

const systemAdvisory = ({ fixed }: Advisory) => (fixed ? { FixedVersion: fixed } : { Status: AFFECTED });
const languageAdvisory = ({ fixed }: Advisory) =>
  fixed ? { PatchedVersions: [fixed], VulnerableVersions: [`< ${fixed}`] } : { VulnerableVersions: ['>= 0'] };

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Pushes what `makeTrivyDb` wrote as Trivy's OCI artifact, for `--db-repository host:port/repository:tag`. */
export async function pushTrivyDb(
  dir: string,
  registryUrl: string,
  repository: string,
  tag: string,
): Promise<void> {
  const layer = execFileSync('tar', ['-czf', '-', '-C', dir, 'metadata.json', 'trivy.db']);
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: {
      mediaType: 'application/vnd.aquasec.trivy.config.v1+json',
      ...(await pushBlob(registryUrl, repository, Buffer.from('{}'))),
    },
    layers: [
      {
        mediaType: 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip',
        ...(await pushBlob(registryUrl, repository, layer)),
        annotations: { 'org.opencontainers.image.title': 'db.tar.gz' },
      },
    ],
  };
  await send(`${registryUrl}/v2/${repository}/manifests/${tag}`, {
    method: 'PUT',
    body: JSON.stringify(manifest),
    headers: { 'content-type': MANIFEST },
  });
}

/** Uploads a blob: https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#post-then-put */
async function pushBlob(
  registryUrl: string,
  repository: string,
  blob: Buffer,
): Promise<{ digest: string; size: number }> {
  const digest = `sha256:${createHash('sha256').update(blob).digest('hex')}`;
  const started = await send(`${registryUrl}/v2/${repository}/blobs/uploads/`, { method: 'POST' });
  const location = new URL(started.headers.get('location') ?? '', registryUrl);
  location.searchParams.set('digest', digest);
  await send(location, {
    method: 'PUT',
    body: new Uint8Array(blob),
    headers: { 'content-type': 'application/octet-stream' },
  });
  return { digest, size: blob.length };
}

async function send(url: string | URL, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok)
    throw new Error(`${init.method} ${String(url)}: ${response.status} ${await response.text()}`);
  return response;
}
