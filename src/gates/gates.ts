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
 * All gates, in the order in which what they found is shown. They run beside each other; one that needs the report of
 * another stands behind it. What is heavy in them is loaded when they run, as this list is loaded to plan.
 */
export const GATES: readonly ListedGate[] = [
  // The SBOMs that the build attested are there, and are written as files.
  listed(sbomGate),
  // No findings of Trivy that the matrix refuses.
  listed(scanGate),
  // The tests of the matrix pass.
  listed(testsGate),
  // User, labels and secrets are as the policy wants them; asks the scan for secrets.
  listed(policyGate),
  // No image is larger than its limit; asks the scan for unpacked sizes.
  listed(sizeGate),
  // What the policy is about could be read at all.
  listed(configurationGate),
];

/** What gates find wrong with a plan, before any engine is asked. */
export function planProblems(plan: Plan): readonly Problem[] {
  return GATES.flatMap(({ problems }) => problems(plan));
}

/** The preflight of every gate: problems of all of them, and the gates ready to run. */
export async function openGates(start: GateStart, host: Host): Promise<readonly OpenGate[]> {
  return Promise.all(GATES.map(({ preflight }) => preflight(start, host)));
}
