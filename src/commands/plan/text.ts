/** Shows a plan, as a table or as JSON. */

import { imageJson } from '../../plan/image.ts';
import type { Plan } from '../../plan/plan.ts';
import { table } from '../../text/table.ts';

/** What `plan --format json` prints, and the Action's outputs `images` and `matrix`: stable for scripts. */
export function planJson(plan: Plan): object {
  return { images: plan.images.map(imageJson), groups: plan.groups, excluded: plan.excluded };
}

/** The plan as a table for people. */
export function planText(plan: Plan): string {
  const images = table(
    ['IMAGE', 'PLATFORMS', 'DOCKERFILE', 'TAGS'],
    plan.images.map((image) => [
      image.id,
      image.platforms.join(' '),
      image.dockerfile,
      image.tags.map(({ name, immutable }) => `:${name}${immutable ? '*' : ''}`).join(' '),
    ]),
  );
  const mirrors = [...new Set(plan.images.flatMap((image) => image.mirrors))];
  const notes = [
    ...(plan.images.some(({ tags }) => tags.some(({ immutable }) => immutable)) ? ['* never moves'] : []),
    ...(mirrors.length > 0 ? [`also published to ${mirrors.join(', ')}`] : []),
  ];
  const excluded = plan.excluded.map(({ target, combination, platforms, because }) => {
    const cell = [
      target,
      ...Object.entries(combination).map(([axis, value]) => `${axis} ${value}`),
      ...(platforms ? [platforms.join(' ')] : []),
    ].join(', ');
    return `  ${cell}: ${because}`;
  });
  return [
    images,
    ...(notes.length > 0 ? ['', ...notes] : []),
    ...(excluded.length > 0 ? ['', 'Excluded:', ...excluded] : []),
  ].join('\n');
}
