/** Turns vulnerabilities into errors and warnings, by the rules under "scan" in the matrix. */

import { error, warning, type Problem } from '../../problem/problem.ts';
import { SEVERITIES, type Severity } from '../../matrix/severity.ts';
import type { KnownBase } from '../gate/base-image.ts';
import { byWeight, countBySeverity, findingKey, type Finding } from './findings.ts';
import { groupBy } from '../../text/group.ts';
import type { ScanResult } from './scan.ts';
import type { ScanSubject } from './trivy-command.ts';

/** The settings of the scan that decide what is refused. */
export interface ScanPolicy {
  /** `report` shows what `gate` would refuse, as warnings. */
  readonly mode: 'off' | 'report' | 'gate';
  /**
   * Severities that are refused: the mildest of these, and everything worse. Empty means HIGH and CRITICAL, so that an
   * empty list cannot switch the gate off by accident.
   */
  readonly failOn: readonly Severity[];
  /** Findings without a fixed version are counted, but refuse no image. */
  readonly ignoreUnfixed: boolean;
  /** `report`: findings in layers of the base image are shown, but refuse no image. Default `gate`. */
  readonly base?: 'gate' | 'report';
  /** Whether steps that install from networks can be built anew (`refresh` in the matrix). */
  readonly refreshes?: boolean;
  /** How many findings are listed for each image. Default 10. */
  readonly listed?: number;
}

/** The result for one platform of an image, for tables. */
export type ScanVerdict =
  | {
      readonly kind: 'scanned';
      readonly subject: ScanSubject;
      readonly counts: Readonly<Record<Severity, number>>;
      /** The part of `counts` that is in layers of the base image. */
      readonly inBase: Readonly<Record<Severity, number>>;
      /** Number of findings that refuse the image. */
      readonly refused: number;
      readonly suppressed: number;
    }
  | { readonly kind: 'failed'; readonly subject: ScanSubject; readonly message: string };

export interface ScanDecision {
  readonly verdicts: readonly ScanVerdict[];
  readonly problems: readonly Problem[];
}

const DEFAULT_FAIL_ON: readonly Severity[] = ['HIGH', 'CRITICAL'];

/** Turns scan results into verdicts and problems. A failed scan is an error in every mode but `off`. */
export function decide(scans: readonly ScanResult[], policy: ScanPolicy): ScanDecision {
  if (policy.mode === 'off') return { verdicts: [], problems: [] };
  // SEVERITIES begins with the mildest. Whoever refuses MEDIUM also refuses everything worse.
  const mildest = Math.min(
    ...(policy.failOn.length > 0 ? policy.failOn : DEFAULT_FAIL_ON).map((severity) =>
      SEVERITIES.indexOf(severity),
    ),
  );
  const listed = ({ severity, fixed }: Finding): boolean =>
    SEVERITIES.indexOf(severity) >= mildest && !(policy.ignoreUnfixed && fixed === undefined);
  const refuses = (finding: Finding): boolean =>
    listed(finding) && !(policy.base === 'report' && finding.from === 'base');
  const scanned = scans.filter((scan) => scan.kind === 'scanned');

  return {
    verdicts: scans.map((scan) => {
      if (scan.kind === 'failed') return scan;
      const { findings, suppressed } = scan.report;
      return {
        kind: 'scanned',
        subject: scan.subject,
        counts: countBySeverity(findings),
        inBase: countBySeverity(findings.filter(({ from }) => from === 'base')),
        refused: findings.filter(refuses).length,
        suppressed: suppressed.length,
      };
    }),
    problems: [
      ...failures(scans),
      ...[...groupBy(scanned, ({ subject }) => subject.image)].flatMap(([image, platforms]) =>
        refusals(image, platforms, { listed, refuses }, policy),
      ),
      ...scanned.flatMap(doubts),
    ],
  };
}

/** One error for each reason: a registry that is down is one problem for all images. */
function failures(scans: readonly ScanResult[]): readonly Problem[] {
  const failed = scans.filter((scan) => scan.kind === 'failed');
  return [...groupBy(failed, ({ message }) => message)].map(([message, group]) =>
    error(
      'scan-failed',
      `image ${named(group.map(({ subject }) => subject))} could not be scanned: ${message}`,
      {
        hint:
          'nothing is known about what is in it, so it is not published; ' +
          'fix the cause and run again, or switch the scan off (scan: off)',
      },
    ),
  );
}

type Scanned = Extract<ScanResult, { kind: 'scanned' }>;

/** The worst findings of one image. A finding of several platforms is listed once, with the names of all of them. */
function refusals(
  image: string,
  scans: readonly Scanned[],
  {
    listed: lists,
    refuses,
  }: { listed: (finding: Finding) => boolean; refuses: (finding: Finding) => boolean },
  policy: ScanPolicy,
): readonly Problem[] {
  const listedFindings = scans.flatMap(({ subject, report }) =>
    report.findings.filter(lists).map((finding) => ({ finding, platform: subject.platform })),
  );
  const groups = [...groupBy(listedFindings, ({ finding }) => findingKey(finding)).values()]
    .map((group) => ({
      finding: group
        .map(({ finding }) => finding)
        .toSorted((a, b) => Number(refuses(b)) - Number(refuses(a)) || byWeight(a, b))[0]!,
      platforms: group.map(({ platform }) => platform),
    }))
    // Findings that refuse the image come first, so that the limit of the list does not hide them.
    .toSorted(
      (a, b) => Number(refuses(b.finding)) - Number(refuses(a.finding)) || byWeight(a.finding, b.finding),
    );

  const listed = groups.slice(0, Math.max(1, policy.listed ?? 10));
  const more = groups.length - listed.length;
  return listed.map(({ finding, platforms }, index) => {
    const last = index === listed.length - 1;
    const fix = finding.fixed === undefined ? 'no fix yet' : `fixed in ${finding.fixed}`;
    const rest = last && more > 0 ? `, and ${more} more` : '';
    const what =
      `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} ` +
      `(${finding.target}), ${fix}${ORIGIN[finding.from]}${rest}`;
    return {
      severity: policy.mode === 'gate' && refuses(finding) ? 'error' : 'warning',
      code: 'vulnerability',
      message: `image "${image}" (${platforms.join(', ')}): ${what}`,
      // The advice is for all findings of the image, so it is shown once, below the last one.
      ...(last
        ? {
            hint: advice(
              groups.map((group) => group.finding),
              scans.flatMap(({ base }) => base ?? []),
              policy.refreshes ?? false,
            ),
          }
        : {}),
    };
  });
}

const ORIGIN: Readonly<Record<Finding['from'], string>> = {
  base: ', in the base image',
  own: ', in layers of its own',
  unknown: '',
};

/** What to do, for findings in the image's own layers, in the base image, and where that is not known. */
function advice(findings: readonly Finding[], bases: readonly KnownBase[], refreshes: boolean): string {
  const fixable = (from: Finding['from']): string =>
    shortList(
      [
        ...new Set(
          findings
            .filter((finding) => finding.from === from && finding.fixed !== undefined)
            .map((finding) => finding.package),
        ),
      ].toSorted(),
    );
  const [inOwn, inBase, unknown] = [fixable('own'), fixable('base'), fixable('unknown')];
  const steps = [
    // A step from the cache has what it installed when it first ran, and so the finding, however often it is built.
    ...(inOwn === ''
      ? []
      : [
          refreshes
            ? `take ${inOwn} in anew with --refresh (input refresh), or upgrade it where the template installs it`
            : `upgrade ${inOwn} where the template installs it; where the cache keeps that step, ` +
              'set "refresh" in the matrix and build with --refresh',
        ]),
    ...(inBase === '' ? [] : [`${newerBase(bases)}, or upgrade ${inBase} in the template`]),
    ...(unknown === ''
      ? []
      : [
          refreshes
            ? `take ${unknown} in anew with --refresh (input refresh), or upgrade it, ` +
              'in the image or with a newer base'
            : `upgrade ${unknown}, in the image or with a newer base`,
        ]),
  ];
  const without = findings.every(({ from }) => from === 'own') ? 'a package' : 'a base or package';
  return (
    `${steps.length > 0 ? steps.join('; ') : `move to ${without} without it`}; ` +
    'or accept a finding in the file that scan.ignores names, with a reason and an expiry date; ' +
    'or only report (scan: report)'
  );
}

function newerBase(bases: readonly KnownBase[]): string {
  const moved = bases.find(({ newer }) => newer !== undefined);
  if (moved)
    return `build on the newer ${moved.name} (built on ${moved.digest}, the tag is ${moved.newer} now)`;
  return `take a newer release of ${shortList([...new Set(bases.map(({ name }) => name))])}`;
}

function shortList(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

/** Warnings for scans that recognised too little to prove anything. */
function doubts({ subject, report }: Scanned): readonly Problem[] {
  const { os, packages } = report;
  const image = `image ${named([subject])}`;
  if (packages.system + packages.language === 0) {
    const seen = os
      ? `only the system ${os.name}, without any package that it knows`
      : 'no operating system and no packages';
    return [
      warning('scan-empty', `${image}: Trivy recognised ${seen}, so the scan proves nothing`, {
        hint:
          'expected for an image of one static binary; ' +
          'otherwise its package database is missing, or of a system that Trivy does not know',
      }),
    ];
  }
  return [
    ...(os && packages.system === 0
      ? [
          warning(
            'scan-system-unknown',
            `${image}: Trivy recognised no system packages of ${os.name}, so only language packages were checked`,
            { hint: 'see which systems Trivy covers: https://trivy.dev/docs/latest/coverage/os/' },
          ),
        ]
      : []),
    ...(os?.endOfLife
      ? [
          warning(
            'scan-end-of-life',
            `${image}: ${os.name} gets no security updates any more, so new vulnerabilities are not listed for it`,
            { hint: 'move to a supported release' },
          ),
        ]
      : []),
  ];
}

/** `"base" (linux/amd64, linux/arm64), "ml" (linux/amd64) and 3 more`. */
function named(subjects: readonly ScanSubject[]): string {
  const images = [...groupBy(subjects, ({ image }) => image)].map(
    ([image, platforms]) => `"${image}" (${platforms.map(({ platform }) => platform).join(', ')})`,
  );
  return images.length > 5
    ? `${images.slice(0, 5).join(', ')} and ${images.length - 5} more`
    : images.join(', ');
}
