/** The list of all lint rules. */

import type { LintRule } from '../../problem/codes.ts';
import { addChecksum } from './add-checksum.ts';
import { emptyContinuation } from './empty-continuation.ts';
import { fixedArchitecture } from './fixed-architecture.ts';
import type { Rule } from './rule.ts';
import { missingSecret } from './missing-secret.ts';
import { secretArgument } from './secret-argument.ts';
import { shadowedArgument } from './shadowed-argument.ts';
import { unsetVariable } from './unset-variable.ts';
import { unknownStage } from './unknown-stage.ts';
import { unparsable } from './unparsable.ts';
import { versionSpecifier } from './version-specifier.ts';

/** Every rule by its code. */
export const rules: Readonly<Record<LintRule, Rule>> = {
  unparsable,
  'unknown-stage': unknownStage,
  'unset-variable': unsetVariable,
  'missing-secret': missingSecret,
  'empty-continuation': emptyContinuation,
  'version-specifier': versionSpecifier,
  'add-checksum': addChecksum,
  'secret-argument': secretArgument,
  'shadowed-argument': shadowedArgument,
  'fixed-architecture': fixedArchitecture,
};

/** Whether there is a rule of this name. */
export function isRule(name: string): name is LintRule {
  return Object.hasOwn(rules, name);
}
