import { error, type Problem } from '../problem.ts';
import { byWeight, countBySeverity, findingKey, SEVERITIES, type Finding, type Severity, type TrivyReport } from './findings.ts';
import { groupBy } from '../group.ts';
import type { ScanResult } from './scan.ts';
import type { ScanSubject } from './trivy-command.ts';

/** What the user asked the scan to do. */
export interface ScanPolicy {
  /** `report` shows what `gate` would refuse, as warnings. */
  readonly mode: 'off' | 'report' | 'gate';
  /** The mildest of these, and everything worse; nothing when empty. */
  readonly failOn: readonly Severity[];
  /** Findings without a fixed version are counted, but refuse nothing. */
  readonly ignoreUnfixed: boolean;
  /** Findings listed for each image. Default 10. */
  readonly listed?: number;
}

/** The outcome for one platform of one image, for tables. */
export type ScanVerdict =
  | {
      readonly kind: 'scanned';
      readonly subject: ScanSubject;
      readonly counts: Readonly<Record<Severity, number>>;
      /** Findings that `failOn` names and `ignoreUnfixed` does not excuse. */
      readonly refused: number;
      readonly suppressed: number;
    }
  | { readonly kind: 'failed'; readonly subject: ScanSubject; readonly message: string };

export interface ScanDecision {
  readonly verdicts: readonly ScanVerdict[];
  readonly problems: readonly Problem[];
}

/** Turns scan results into verdicts and problems. A failed scan is an error in every mode but `off`. */
export function decide(scans: readonly ScanResult[], policy: ScanPolicy): ScanDecision {
  if (policy.mode === 'off') return { verdicts: [], problems: [] };
  // SEVERITIES begins with the worst: who refuses MEDIUM does not want CRITICAL either.
  const mildest = Math.max(...policy.failOn.map((severity) => SEVERITIES.indexOf(severity)));
  const refuses = ({ severity, fixed }: Finding): boolean => SEVERITIES.indexOf(severity) <= mildest && !(policy.ignoreUnfixed && fixed === undefined);
  const scanned = scans.filter((scan) => scan.kind === 'scanned');

  return {
    verdicts: scans.map((scan) => {
      if (scan.kind === 'failed') return scan;
      const { findings, suppressed } = scan.report;
      return { kind: 'scanned', subject: scan.subject, counts: countBySeverity(findings), refused: findings.filter(refuses).length, suppressed: suppressed.length };
    }),
    problems: [
      ...failures(scans),
      ...[...groupBy(scanned, ({ subject }) => subject.image)].flatMap(([image, platforms]) => refusals(image, platforms, refuses, policy)),
      ...scanned.flatMap(({ subject, report }) => doubts(report).map((doubt) => warning(`image ${named([subject])}: ${doubt.message}`, doubt))),
    ],
  };
}

/** One error for each reason: a registry that is down is one problem, not one for each image. */
function failures(scans: readonly ScanResult[]): readonly Problem[] {
  const failed = scans.filter((scan) => scan.kind === 'failed');
  return [...groupBy(failed, ({ message }) => message)].map(([message, group]) =>
    error('scan-failed', `image ${named(group.map(({ subject }) => subject))} could not be scanned: ${message}`, {
      hint: 'nothing is known about what is in it, so it is not published; fix the cause and run again, or switch the scan off (scan: off)',
    }),
  );
}

type Scanned = Extract<ScanResult, { kind: 'scanned' }>;

/** The worst findings of one image; one that several platforms have is listed once, with all of them. */
function refusals(image: string, scans: readonly Scanned[], refuses: (finding: Finding) => boolean, policy: ScanPolicy): readonly Problem[] {
  const found = scans.flatMap(({ subject, report }) => report.findings.filter(refuses).map((finding) => ({ finding, platform: subject.platform })));
  const groups = [...groupBy(found, ({ finding }) => findingKey(finding)).values()]
    .map((group) => ({ finding: group.map(({ finding }) => finding).toSorted(byWeight)[0]!, platforms: group.map(({ platform }) => platform) }))
    .toSorted((a, b) => byWeight(a.finding, b.finding));

  const listed = groups.slice(0, Math.max(1, policy.listed ?? 10));
  const more = groups.length - listed.length;
  const severity = policy.mode === 'gate' ? 'error' : 'warning';
  return listed.map(({ finding, platforms }, index) => {
    const last = index === listed.length - 1;
    const fix = finding.fixed === undefined ? 'no fix yet' : `fixed in ${finding.fixed}`;
    const rest = last && more > 0 ? `, and ${more} more` : '';
    const what = `${finding.severity} ${finding.id} in ${finding.package} ${finding.installed} (${finding.target}), ${fix}${rest}`;
    return {
      severity,
      code: 'vulnerability',
      message: `image "${image}" (${platforms.join(', ')}): ${what}`,
      // The advice is the same for all of an image's findings: once, below the last.
      ...(last ? { hint: advice(groups.map((group) => group.finding)) } : {}),
    };
  });
}

function advice(findings: readonly Finding[]): string {
  const fixable = [...new Set(findings.filter(({ fixed }) => fixed !== undefined).map((finding) => finding.package))].toSorted();
  const names = fixable.length > 5 ? `${fixable.slice(0, 5).join(', ')} and ${fixable.length - 5} more` : fixable.join(', ');
  const upgrade = fixable.length > 0 ? `upgrade ${names}, in the image or with a newer base` : 'move to a base or package without it';
  return `${upgrade}; or accept a finding in the file that scan.ignores names, with a reason and an expiry date; or only report (scan: report)`;
}

/** Why a scan without findings may not mean that there are none. */
function doubts(report: TrivyReport): readonly { readonly code: string; readonly message: string; readonly hint: string }[] {
  const { os, packages } = report;
  if (packages.system + packages.language === 0) {
    const seen = os ? `only the system ${os.name}, without any package that it knows` : 'no operating system and no packages';
    return [{ code: 'scan-empty', message: `Trivy recognised ${seen}, so the scan proves nothing`, hint: 'expected for an image of one static binary; otherwise the base may hide its package database' }];
  }
  return [
    ...(os && packages.system === 0
      ? [{ code: 'scan-system-unknown', message: `Trivy recognised no system packages of ${os.name}, so only language packages were checked`, hint: 'see which systems Trivy covers: https://trivy.dev/docs/latest/coverage/os/' }]
      : []),
    ...(os?.endOfLife
      ? [{ code: 'scan-end-of-life', message: `${os.name} gets no security updates any more, so new vulnerabilities are not listed for it`, hint: 'move to a supported release of the base' }]
      : []),
  ];
}

function warning(message: string, { code, hint }: { readonly code: string; readonly hint: string }): Problem {
  return { severity: 'warning', code, message, hint };
}

/** `"base" (linux/amd64, linux/arm64), "ml" (linux/amd64) and 3 more`. */
function named(subjects: readonly ScanSubject[]): string {
  const images = [...groupBy(subjects, ({ image }) => image)].map(([image, platforms]) => `"${image}" (${platforms.map(({ platform }) => platform).join(', ')})`);
  return images.length > 5 ? `${images.slice(0, 5).join(', ')} and ${images.length - 5} more` : images.join(', ');
}
