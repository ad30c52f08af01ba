import type { TextFile } from '../../text/file.ts';
import { editYaml, type Edit } from './edit-yaml.ts';
import { pythonFor, requirement } from './project.ts';
import { ownMatrix, type Starter, type StarterInput } from './starter.ts';

/** base, ml, full and jupyter of one package: what the repository itself ships, with the package's own names. */
export function pythonStarter(shipped: readonly TextFile[], input: StarterInput): Starter {
  const { project, image, context } = input;
  const own = project.package;
  const name = own?.name ?? image.split('/').at(-1) ?? 'app';
  const python = pythonFor(project, ['3.11', '3.12', '3.13', '3.14', '3.10']);
  const edits: readonly Edit[] = [
    { path: ['image'], value: image },
    { path: ['values', 'package'], value: name },
    { path: ['values', 'module'], value: name.toLowerCase().replace(/[-.]+/g, '_') },
    { path: ['values', 'python'], value: python },
    ...(own
      ? [
          { path: ['values', 'source'], value: 'context' },
          { path: ['values', 'extras'], value: own.extras.includes('all') ? ['all'] : own.extras },
        ]
      : []),
    own?.license === undefined
      ? { path: ['labels'], value: undefined }
      : { path: ['labels', 'org.opencontainers.image.licenses'], value: own.license },
    // An ignore file of the project's own keeps its meaning where the matrix has no patterns.
    ...(project.dockerignore !== undefined ? [{ path: ['ignore'], value: undefined }] : []),
  ];
  return {
    files: shipped.map((file) =>
      file.path === 'matrix.yaml' ? { ...file, text: ownMatrix(editYaml(file.text, edits), context) } : file,
    ),
    notes: [
      ...(own?.name === undefined
        ? [
            `the package is called ${name} here, which is a guess: change "package" and "module" in the matrix`,
          ]
        : []),
      ...(requirement(own?.requiresPython)('3.11')
        ? []
        : [
            `"ml" has the Python 3.11 of its base image, and the package asks for ${own?.requiresPython ?? ''}: ` +
              'change ml.base and ml.python, or remove the target',
          ]),
    ],
  };
}
