/** Lint rule: `COPY --from`, `RUN --mount=from=` and FROM must name a stage that exists. */

import { isDigest, parseRepository, tagProblem } from '../../oci/reference.ts';
import { closest } from '../../yaml/suggest.ts';
import { baseNames } from '../base-names.ts';
import { variablesIn } from '../expand.ts';
import { referencesOf } from '../stage-references.ts';
import type { Found, From, Rule, Surroundings } from './rule.ts';

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
    'one that comes later, a name of the matrix that the Dockerfile does not have, or a slip; ' +
    'on one of its platforms, too. A variable in --from. A name that may be an image is left alone.',
  check: ({ from, instructions, name, platforms }, around) => [
    ...checkFrom(from, platforms, around),
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

function checkFrom(
  { image, line }: From,
  platforms: readonly string[],
  around: Surroundings,
): readonly Found[] {
  const { names, ofBuilder } = baseNames(image, platforms, around.argument);
  const isKnown = (name: string): boolean =>
    around.stages.has(name.toLowerCase()) || around.contexts.has(name.toLowerCase());
  const unknown = [...names].filter(([name]) => !isKnown(name));
  // Without the name of the stage itself: in `FROM alpine AS alpine`, the first is an image.
  if (unknown.length === names.size)
    return unknown.flatMap(([name]) => {
      const found = check(name, line, 'FROM', around, undefined);
      return found.length > 0 ? found : referenceFault(name, line);
    });
  if (ofBuilder) return [];
  return unknown.map(([name, of]) => ({
    line,
    message: `FROM ${image} takes from "${name}" for ${of.join(', ')}, which is no stage above`,
    hint: `it is a stage for other platforms: ${[...names.keys()].filter(isKnown).join(', ')}`,
  }));
}

/** What is wrong with the name of an image. */
function referenceFault(name: string, line: number): readonly Found[] {
  const [tagged = '', digest] = name.split('@');
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const repository = parseRepository(colon === -1 ? tagged : tagged.slice(0, colon));
  const fault =
    typeof repository === 'string'
      ? repository
      : colon === -1
        ? undefined
        : tagProblem(tagged.slice(colon + 1));
  if (fault !== undefined) return [{ line, message: `FROM gives "${name}", which is no image: ${fault}` }];
  return digest === undefined || isDigest(digest)
    ? []
    : [{ line, message: `FROM gives "${name}", which is no image: "${digest}" is no digest` }];
}

function check(
  reference: string,
  line: number,
  where: string,
  around: Surroundings,
  self: string | undefined,
): readonly Found[] {
  if (where !== 'FROM' && variablesIn(reference).length > 0)
    return [
      {
        line,
        message: `${where} takes from "${reference}", where BuildKit expands no variables`,
        hint: `make it a stage: FROM ${reference} AS name`,
      },
    ];
  // A name with a registry, folder, tag or digest is an image.
  if (reference === '' || /[/:@.]/.test(reference)) return [];
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
