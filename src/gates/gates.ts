/** The list of all gates. A new gate is added here. */

import type { Host } from '../effects/host.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../problem/problem.ts';
import { listed, type GateStart, type ListedGate, type OpenGate } from './gate/gate.ts';
import { configurationGate } from './policy/configuration-gate.ts';
import { policyGate } from './policy/policy-gate.ts';
import { sbomGate } from './sbom/sbom-gate.ts';
import { scanGate } from './scan/scan-gate.ts';
import { sizeGate } from './size/size-gate.ts';
import { testsGate } from './tests/tests-gate.ts';

/**
 * All gates, in the order in which their findings are shown. They run at the same time. A gate that reads the report of
 * another one must come after it. Plans load this list too, so gates load what is large only when they run.
 */
export const GATES: readonly ListedGate[] = [
  // Every image has its SBOM; SBOMs are written as files.
  listed(sbomGate),
  // Trivy finds no vulnerabilities that the matrix refuses.
  listed(scanGate),
  // The tests of the matrix pass.
  listed(testsGate),
  // User, labels and secrets are as the policy demands. Secrets come from the scan.
  listed(policyGate),
  // No image is larger than its limit. Unpacked sizes come from the scan.
  listed(sizeGate),
  // The configuration that the policy is about could be read.
  listed(configurationGate),
];

/** What the gates find wrong with a plan. This needs no Docker. */
export function planProblems(plan: Plan): readonly Problem[] {
  return GATES.flatMap(({ problems }) => problems(plan));
}

/** Runs the preflight of every gate. Gives the gates ready to run, each with its problems. */
export async function openGates(start: GateStart, host: Host): Promise<readonly OpenGate[]> {
  return Promise.all(GATES.map(({ preflight }) => preflight(start, host)));
}
