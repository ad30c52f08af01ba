/** Works out the OCI labels of an image, from the matrix and from the run. */

import type { Matrix } from '../matrix/parse.ts';
import type { RunFacts } from '../tags/run-facts.ts';
import { primaryRepository } from './repositories.ts';
import type { RunTexts } from '../tags/run-texts.ts';

/**
 * Labels of an image, under the names of the OCI image specification ("Pre-Defined Annotation Keys").
 * A label of the target wins over the same label of the matrix, and both win over what is filled in from the run.
 */
export function imageLabels(
  matrix: Matrix,
  target: string,
  context: Readonly<Record<string, unknown>>,
  facts: RunFacts,
  texts: RunTexts,
): Readonly<Record<string, string>> {
  const declared = matrix.file.targets[target];
  const filledIn: Record<string, string> = {
    'org.opencontainers.image.title': `${primaryRepository(matrix).split('/').at(-1) ?? ''} ${target}`,
    ...(declared?.description ? { 'org.opencontainers.image.description': declared.description } : {}),
    ...(facts.version ? { 'org.opencontainers.image.version': facts.version } : {}),
    ...(facts.revision ? { 'org.opencontainers.image.revision': facts.revision } : {}),
    ...(facts.created ? { 'org.opencontainers.image.created': facts.created } : {}),
    ...(facts.source ? { 'org.opencontainers.image.source': facts.source } : {}),
  };
  const written = Object.entries({
    ...withPlaces(matrix, ['labels'], matrix.file.labels),
    ...withPlaces(matrix, ['targets', target, 'labels'], declared?.labels),
  });
  // A label that needs a fact which this run does not have is left out, as a tag is.
  for (const [name, { text, at }] of written) {
    const label = texts.fill(text, context, at());
    if (texts.hasFactsOf([text])) filledIn[name] = label;
  }
  return Object.fromEntries(Object.entries(filledIn).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

type Written = Readonly<
  Record<string, { readonly text: string; readonly at: () => ReturnType<Matrix['source']['at']> }>
>;

function withPlaces(
  matrix: Matrix,
  path: readonly string[],
  texts: Readonly<Record<string, string>> | undefined,
): Written {
  return Object.fromEntries(
    Object.entries(texts ?? {}).map(([name, text]) => [
      name,
      { text, at: () => matrix.source.at([...path, name]) },
    ]),
  );
}
