/** Lint rule: `COPY --from`, `RUN --mount=from=` and FROM must name a stage that exists. */

import { closest } from '../../yaml/suggest.ts';
import { referencesOf } from '../stage-references.ts';
import type { Found, Rule, Surroundings } from './rule.ts';

/** Images that are often written without registry and tag. A reference to one of them is no misspelt stage. */
const IMAGES = new Set(
  (
    'alpine amazonlinux archlinux bash buildpack-deps busybox caddy composer debian docker eclipse-temurin ' +
    'elixir erlang fedora gcc golang gradle haskell httpd julia maven memcached mongo mysql nginx node ' +
    'oraclelinux perl php postgres pypy python r-base redis rockylinux ruby rust scratch swift traefik ubuntu'
  ).split(' '),
);

export const unknownStage: Rule = {
  severity: 'error',
  about:
    'COPY --from, RUN --mount=from= or FROM with a name that is no stage above: ' +
    'one that comes later, a name of the matrix that the Dockerfile does not have, or a slip. ' +
    'A name that may be an image is left alone.',
  check: ({ from, instructions, name }, around) => [
    // Without the name of the stage itself: in `FROM alpine AS alpine`, the first is an image.
    ...check(from.image, from.line, 'FROM', around, undefined),
    ...instructions.flatMap((instruction) =>
      referencesOf(instruction).flatMap((reference) =>
        check(
          reference,
          instruction.line,
          instruction.keyword === 'RUN' ? 'RUN --mount' : `${instruction.keyword} --from`,
          around,
          name,
        ),
      ),
    ),
  ],
};

function check(
  reference: string,
  line: number,
  where: string,
  around: Surroundings,
  self: string | undefined,
): readonly Found[] {
  // A variable is known only to the build; a name with a registry, folder, tag or digest is an image.
  if (reference === '' || /[$/:@.]/.test(reference)) return [];
  const name = reference.toLowerCase();
  if (around.stages.has(name) || around.contexts.has(name)) return [];
  if (/^\d+$/.test(name))
    return Number(name) < around.index
      ? []
      : [{ line, message: `${where} takes stage ${name}, but the last one above is ${around.index - 1}` }];
  if (name === self?.toLowerCase())
    return [{ line, message: `${where} takes from the stage "${reference}", which it is part of` }];
  const later = around.later.get(name);
  if (later !== undefined)
    return [
      {
        line,
        message: `${where} takes from the stage "${reference}", which only comes in line ${later}`,
        hint: 'a stage can use those above it; move one of the two',
      },
    ];
  const alias = around.aliases.get(name);
  if (alias !== undefined)
    return [
      {
        line,
        message: `${where} takes from "${reference}", whose stage is named "${alias}"`,
        hint: `write ${alias}`,
      },
    ];
  const meant = IMAGES.has(name) ? undefined : closest(name, [...around.stages, ...around.later.keys()]);
  return meant === undefined
    ? []
    : [
        {
          line,
          message: `${where} takes from "${reference}", which is no stage above (did you mean "${meant}"?)`,
          hint: `an image of that name is written with its tag, as ${reference}:latest`,
        },
      ];
}
