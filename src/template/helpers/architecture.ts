/** The helper `architecture`, for names that differ between amd64 and arm64. */

import { mappingOf, textOf, type Helpers } from './helper.ts';
import { shellQuote } from './quoting.ts';

/** `{{architecture "NAME" (map amd64="x86_64" arm64="aarch64")}}`: shell code that sets NAME for the platform built. */
export const architecture: Helpers = {
  architecture: {
    usage: '{{architecture "NAME" (map amd64=value arm64=value)}}',
    min: 2,
    max: 2,
    run: ({ args: [variable, values] }) => {
      const name = textOf(variable, 'architecture');
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
        throw new Error(`"architecture" takes the name of a shell variable, not "${name}"`);
      const cases = Object.entries(mappingOf(values, 'architecture')).map(([architectureName, value]) => {
        if (!/^[a-z0-9_]+$/.test(architectureName))
          throw new Error(
            `"architecture" takes names as in TARGETARCH (amd64, arm64, …), not "${architectureName}"`,
          );
        return `${architectureName}) ${name}=${shellQuote(textOf(value, 'architecture'))} ;;`;
      });
      if (cases.length === 0)
        throw new Error('"architecture" takes a mapping with at least one architecture');
      return (
        `case "$TARGETARCH" in ${cases.join(' ')} ` +
        `*) echo "no ${name} for the architecture '$TARGETARCH' (the stage needs ARG TARGETARCH)" >&2; ` +
        'exit 1 ;; esac'
      );
    },
  },
};
