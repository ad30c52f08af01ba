/** Checks one image against "policy": it must not run as root, lack a label, or hold a secret. */

import { hasSecretName, holdsSecret } from '../../dockerfile/secret-variable.ts';
import { groupBy } from '../../text/group.ts';
import type { Checks } from '../../plan/checks.ts';
import type { Problem } from '../../problem/problem.ts';
import { layerName, type KnownBase } from '../gate/base-image.ts';
import type { SecretFinding } from '../scan/findings.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import { userNumber, userPart } from '../../oci/user.ts';
import { plural } from '../../text/words.ts';

/** What a built image must be like. */
export interface Policy {
  readonly user: 'non-root' | 'any';
  readonly labels: readonly string[];
  readonly secrets: 'gate' | 'report' | 'off';
  /** Environment variables that are named like a secret and hold none. */
  readonly allowEnv: readonly string[];
}

/** The policy with its defaults. */
export function policyOf(declared: Checks['policy']): Policy {
  return {
    user: declared.user?.value ?? 'any',
    labels: declared.labels?.value ?? [],
    secrets: declared.secrets?.value ?? 'gate',
    allowEnv: declared['allow-env']?.value ?? [],
  };
}

/** What is known of one platform of an image after the scan. */
export interface PolicySubject {
  readonly platform: string;
  readonly config: ImageConfig;
  /** Secrets that the scan found; empty when nothing was scanned. */
  readonly secrets: readonly SecretFinding[];
  /** Absent when it is not known. */
  readonly base?: KnownBase;
  /** The number of its user; `unknown` for a name that it does not have. Absent when nobody asks. */
  readonly uid?: number | 'unknown';
}

type Breach = Pick<Problem, 'severity' | 'code' | 'hint'> & { readonly what: string };

/** Everything that breaks the policy of an image. What several platforms have in common is one problem. */
export function policyProblems(
  image: string,
  platforms: readonly PolicySubject[],
  policy: Policy,
): readonly Problem[] {
  const allBreaches = platforms.flatMap((subject) =>
    breaches(subject, policy).map((breach) => ({ breach, platform: subject.platform })),
  );
  return [...groupBy(allBreaches, ({ breach }) => JSON.stringify(breach)).values()].map((group) => {
    const { severity, code, what, hint } = group[0]!.breach;
    return {
      severity,
      code,
      message: `image "${image}" (${[...new Set(group.map(({ platform }) => platform))].join(', ')}) ${what}`,
      ...(hint === undefined ? {} : { hint }),
    };
  });
}

function breaches(subject: PolicySubject, policy: Policy): readonly Breach[] {
  return [
    ...userBreaches(subject, policy),
    ...labelBreaches(subject, policy),
    ...(policy.secrets === 'off'
      ? []
      : [...environmentBreaches(subject, policy), ...fileBreaches(subject, policy)]),
  ];
}

function userBreaches({ config: { user }, uid }: PolicySubject, policy: Policy): readonly Breach[] {
  if (policy.user === 'any' || uid === undefined || (uid !== 'unknown' && uid > 0)) return [];
  if (uid === 'unknown')
    return [
      refusal(
        'policy-user',
        `runs as "${user}", a user that its /etc/passwd does not have`,
        'make the user in the template, or name it by its number, which needs no /etc/passwd: USER 1000',
      ),
    ];
  const name = userPart(user);
  const isSecretlyRoot = name !== 'root' && userNumber(name) === undefined;
  return [
    refusal(
      'policy-user',
      user === ''
        ? 'names no user, so it runs as root'
        : `runs as "${user}", which is ${isSecretlyRoot ? 'user 0 in its /etc/passwd: root' : 'root'}`,
      'end the template with USER and a user that it made; or allow it: policy: { user: any }',
    ),
  ];
}

function labelBreaches({ config }: PolicySubject, policy: Policy): readonly Breach[] {
  const missing = policy.labels.filter((label) => (config.labels[label] ?? '').trim() === '');
  return missing.length === 0
    ? []
    : [
        refusal(
          'policy-label',
          `lacks the ${plural('label', missing.length)} ${missing.join(', ')}`,
          'set it under "labels" of the matrix or of the target',
        ),
      ];
}

function environmentBreaches({ config, base }: PolicySubject, policy: Policy): readonly Breach[] {
  const inherited = new Set(base?.env);
  return config.env.flatMap((entry) => {
    const name = entry.slice(0, entry.indexOf('='));
    if (
      inherited.has(entry) ||
      policy.allowEnv.includes(name) ||
      !holdsSecret(name, entry.slice(name.length + 1))
    )
      return [];
    const why = hasSecretName(name) ? 'looks like a secret' : 'holds a password';
    return [
      {
        ...refusal(
          'policy-secret',
          `has the environment variable ${name}, which ${why}`,
          'give it to the steps that need it as a build secret, and to containers when they start; ' +
            `a name that only looks like one: policy: { allow-env: [${name}] }`,
        ),
        severity: severityOf(policy),
      },
    ];
  });
}

function fileBreaches({ config, secrets, base }: PolicySubject, policy: Policy): readonly Breach[] {
  return secrets.map((secret) => {
    const layer = layerName(config, secret.diffId, base?.diffIds.length ?? 0);
    const where =
      secret.path === undefined
        ? 'in its configuration (environment or history)'
        : `in ${secret.path}, line ${secret.line}${layer === undefined ? '' : `, of ${layer}`}`;
    // A secret in the base image is no leak of this build. Rules of lower severity have too many false alarms.
    const refuses = secret.from !== 'base' && (secret.severity === 'CRITICAL' || secret.severity === 'HIGH');
    const origin = secret.from === 'base' ? ', in the base image' : '';
    return {
      ...refusal(
        'policy-secret',
        `holds what looks like a secret ${where}${origin}: ${secret.title} (${secret.rule})`,
        'remove it in the step that writes it, a later one leaves it in the layer; ' +
          'replace a secret that was pushed; ' +
          'accept what is none under "secrets" in the file that scan.ignores names',
      ),
      severity: refuses ? severityOf(policy) : 'warning',
    };
  });
}

function severityOf({ secrets }: Policy): 'error' | 'warning' {
  return secrets === 'gate' ? 'error' : 'warning';
}

function refusal(code: Problem['code'], what: string, hint: string): Breach {
  return { severity: 'error', code, what, hint };
}
