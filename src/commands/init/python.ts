/** Makes a matrix and templates for a Python package. */

import type { TextFile } from '../../text/file.ts';
import { editYaml, type Edit } from './edit-yaml.ts';
import { pythonFor, requirement } from './project.ts';
import { ownMatrix, type Starter, type StarterInput } from './starter.ts';

/** Images base, ml, full and jupyter for a package: the files that this repository ships, with the package's names. */
export function pythonStarter(shipped: readonly TextFile[], input: StarterInput): Starter {
  const { project, image, context } = input;
  const pythonPackage = project.package;
  const name = pythonPackage?.name ?? image.split('/').at(-1) ?? 'app';
  const python = pythonFor(project, ['3.11', '3.12', '3.13', '3.14', '3.10']);
  const edits: readonly Edit[] = [
    { path: ['image'], value: image },
    { path: ['values', 'package'], value: name },
    { path: ['values', 'module'], value: name.toLowerCase().replace(/[-.]+/g, '_') },
    { path: ['values', 'python'], value: python },
    ...(pythonPackage
      ? [
          { path: ['values', 'source'], value: 'context' },
          {
            path: ['values', 'extras'],
            value: pythonPackage.extras.includes('all') ? ['all'] : pythonPackage.extras,
          },
        ]
      : []),
    pythonPackage?.license === undefined
      ? { path: ['labels'], value: undefined }
      : { path: ['labels', 'org.opencontainers.image.licenses'], value: pythonPackage.license },
    // Without `ignore` in the matrix, the project's .dockerignore is used.
    ...(project.dockerignore !== undefined ? [{ path: ['ignore'], value: undefined }] : []),
  ];
  return {
    files: shipped.map((file) =>
      file.path === 'matrix.yaml' ? { ...file, text: ownMatrix(editYaml(file.text, edits), context) } : file,
    ),
    notes: [
      ...(pythonPackage?.name === undefined
        ? [
            `the package is called ${name} here, which is a guess: change "package" and "module" in the matrix`,
          ]
        : []),
      ...(requirement(pythonPackage?.requiresPython)('3.11')
        ? []
        : [
            `"ml" has the Python 3.11 of its base image, ` +
              `and the package asks for ${pythonPackage?.requiresPython ?? ''}: ` +
              'change ml.base and ml.python, or remove the target',
          ]),
    ],
  };
}
