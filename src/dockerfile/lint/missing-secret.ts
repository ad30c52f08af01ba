/** Lint rule: what RUN mounts and cannot do without must be given to the build. */

import { closest } from '../../yaml/suggest.ts';
import { mountOptions } from '../flags.ts';
import type { Found, Rule } from './rule.ts';

export const missingSecret: Rule = {
  severity: 'error',
  about:
    'RUN --mount=type=secret that is required, in the build of a target without that secret; ' +
    'and --mount=type=ssh: builds are given no SSH agent.',
  check: ({ instructions, builds }) =>
    instructions.flatMap(({ keyword, flags, line }) =>
      flags.flatMap(({ name, value }): readonly Found[] => {
        const mount =
          keyword === 'RUN' && name === '--mount' ? mountOptions(value) : new Map<string, string>();
        if (mount.get('type') === 'ssh')
          return [
            {
              line,
              message: 'RUN --mount=type=ssh: builds are given no SSH agent',
              hint: 'give a key or token as a secret: RUN --mount=type=secret,id=…, and "secrets:" of the target',
            },
          ];
        const id = secretId(mount);
        if (mount.get('type') !== 'secret' || id === undefined || id.includes('$')) return [];
        const isRequired = ['true', '1', 't'].includes((mount.get('required') ?? '').toLowerCase());
        const without = builds.filter(({ secrets }) => !secrets.has(id));
        if (!isRequired || without.length === 0) return [];
        const meant = closest(
          id,
          without.flatMap(({ secrets }) => [...secrets]),
        );
        const targets = without.map(({ target }) => `"${target}"`).join(', ');
        return [
          {
            line,
            message:
              `RUN mounts the secret "${id}", which the build of ${targets} is not given` +
              (meant === undefined ? '' : ` (did you mean "${meant}"?)`),
            hint: `add it to "secrets:" of ${targets}`,
          },
        ];
      }),
    ),
};

/** The id of a mounted secret: without `id` and `source`, the name of the file that it becomes. */
function secretId(mount: ReadonlyMap<string, string>): string | undefined {
  const target = mount.get('target') ?? mount.get('dst') ?? mount.get('destination');
  return mount.get('id') ?? mount.get('source') ?? mount.get('src') ?? target?.split('/').at(-1);
}
