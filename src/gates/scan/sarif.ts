/** Writes vulnerabilities as SARIF files, for code scanning on GitHub. */

import { createHash } from 'node:crypto';
import { groupBy } from '../../text/group.ts';
import { byWeight, distinct, findingKey, type Finding } from './findings.ts';
import type { Severity } from '../../matrix/severity.ts';

/** The findings of one platform of an image, and the file that GitHub shows them at. */
export interface SarifScan {
  readonly image: string;
  readonly platform: string;
  readonly findings: readonly Finding[];
  /** Path of the Dockerfile from the root of the repository, with `/`. */
  readonly dockerfile: string;
}

/** One file for one upload. GitHub takes at most 20 runs per upload. */
export interface SarifFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Limits of GitHub:
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
const RUNS_PER_FILE = 20;
const RESULTS_PER_RUN = 25_000;

/**
 * GitHub shows a `security-severity` over 9.0 as critical, from 7.0 as high, from 4.0 as medium, and below that as
 * low. These numbers are in the middle of each range. They follow Trivy's severity, which may be the vendor's, and
 * not a CVSS score.
 */
const SCORE: Readonly<Record<Severity, string>> = {
  CRITICAL: '9.5',
  HIGH: '8.0',
  MEDIUM: '5.5',
  LOW: '2.0',
  UNKNOWN: '0.0',
};
const LEVEL: Readonly<Record<Severity, string>> = {
  CRITICAL: 'error',
  HIGH: 'error',
  MEDIUM: 'warning',
  LOW: 'note',
  UNKNOWN: 'note',
};

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): a run for each platform of each
 * image; a run for each image when there would be more than 20 runs; several files when there are more than 20 images.
 *
 * Each run has its own category. Otherwise the upload for one image would close the alerts of the others. Pass only
 * images that were scanned, because an empty run means that there are no findings. When a matrix grows beyond 20 runs,
 * its categories change once, and the alerts of the old categories stay open.
 */
export function sarifFiles(scans: readonly SarifScan[], trivyVersion: string): readonly SarifFile[] {
  const runs =
    scans.length <= RUNS_PER_FILE
      ? scans.map((scan) => runOf([scan], `docker-matrix/${scan.image}/${scan.platform}/`, trivyVersion))
      : byImage(scans, trivyVersion);
  const files = Array.from({ length: Math.ceil(runs.length / RUNS_PER_FILE) }, (_, index) =>
    runs.slice(index * RUNS_PER_FILE, (index + 1) * RUNS_PER_FILE),
  );
  return files.map((chunk, index) => ({
    name: files.length === 1 ? 'trivy.sarif' : `trivy-${index + 1}.sarif`,
    text: `${JSON.stringify(
      { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: chunk },
      undefined,
      2,
    )}\n`,
  }));
}

function byImage(scans: readonly SarifScan[], trivyVersion: string): readonly object[] {
  const images = [...new Set(scans.map(({ image }) => image))];
  return images.map((image) =>
    runOf(
      scans.filter((scan) => scan.image === image),
      `docker-matrix/${image}/`,
      trivyVersion,
    ),
  );
}

function runOf(scans: readonly SarifScan[], category: string, trivyVersion: string): object {
  // Only the least severe findings are cut off. With more, GitHub would refuse the upload. Rules have the same limit.
  const findings = distinct(scans.flatMap((scan) => scan.findings))
    .toSorted(byWeight)
    .slice(0, RESULTS_PER_RUN);
  const byRule = groupBy(findings, ({ id }) => id);
  const ruleIndex = new Map([...byRule.keys()].map((id, index) => [id, index]));
  const platforms = groupBy(
    scans.flatMap(({ platform, findings }) =>
      findings.map((finding) => ({ platform, key: findingKey(finding) })),
    ),
    ({ key }) => key,
  );
  const [first] = scans;
  const where = (finding: Finding): string => {
    const affected = new Set(platforms.get(findingKey(finding))?.map(({ platform }) => platform));
    return `image ${first?.image ?? ''} (${[...affected].join(', ')})`;
  };
  return {
    tool: {
      driver: {
        name: 'Trivy',
        version: trivyVersion,
        informationUri: 'https://trivy.dev',
        rules: [...byRule.values()].map(ruleOf),
      },
    },
    // With the trailing slash all of the id is the category (section 3.17.3).
    automationDetails: { id: category },
    results: findings.map((finding) =>
      resultOf(finding, ruleIndex.get(finding.id) ?? -1, first?.dockerfile ?? 'Dockerfile', where(finding)),
    ),
    columnKind: 'utf16CodeUnits',
  };
}

/** The rule of one vulnerability. Its severity is the worst of all packages; each result has its own level. */
function ruleOf(findings: readonly Finding[]): object {
  const [worst] = findings.toSorted(byWeight);
  const { id, severity, title, url } = worst!;
  const packages = [...new Set(findings.map((finding) => finding.package))].join(', ');
  const summary = title ?? `${id} in ${packages}`;
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    defaultConfiguration: { level: LEVEL[severity] },
    ...(url ? { helpUri: url } : {}),
    help: {
      text: `${id} (${severity}) in ${packages}.${url ? ` See ${url}` : ''}`,
      markdown: `**${id}** (${severity}) in ${packages}.${url ? ` See [${url}](${url}).` : ''}`,
    },
    properties: {
      tags: ['security', 'vulnerability', severity],
      precision: 'very-high',
      'security-severity': SCORE[severity],
    },
  };
}

const ORIGIN: Readonly<Record<Finding['from'], string>> = {
  base: ', in its base image',
  own: ', in layers of its own',
  unknown: '',
};

function resultOf(finding: Finding, ruleIndex: number, dockerfile: string, where: string): object {
  const fix = finding.fixed === undefined ? 'no fix yet' : `fixed in ${finding.fixed}`;
  return {
    ruleId: finding.id,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: {
      text:
        `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} ` +
        `(${finding.target}), ${fix}; ${where}${ORIGIN[finding.from]}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(dockerfile) },
          // A location is required, although no line of the Dockerfile may be the cause.
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
      },
    ],
    // Without it GitHub hashes the line, which is the same for all findings of the image.
    partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    properties: { from: finding.from },
  };
}

/** Identifies a finding without the package's version: an upgrade that does not fix it must not open a new alert. */
function fingerprint({ id, package: name, target, class: kind }: Finding): string {
  // The name of the system has a release number, which changes with the base image.
  const place = kind === 'os-pkgs' ? 'system' : target;
  return `${createHash('sha256')
    .update(JSON.stringify([id, name, place]))
    .digest('hex')}:1`;
}
