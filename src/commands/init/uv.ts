/** Makes a matrix and templates for a project that is managed with uv. */

import type { TextFile } from '../../text/file.ts';
import { editYaml } from './edit-yaml.ts';
import { pythonFor } from './project.ts';
import { ownMatrix, type Starter, type StarterInput } from './starter.ts';

/** The image of a uv project. `uv` is the version of uv to pin. */
export function uvStarter(template: readonly TextFile[], uv: string, input: StarterInput): Starter {
  const { project, image, context } = input;
  const fromGit = /source = \{ git =/.test(project.lock ?? '');
  const command = commandOf(input);
  const edits = [
    { path: ['image'], value: image },
    { path: ['values', 'python'], value: pythonFor(project, ['3.13', '3.12', '3.11', '3.14', '3.10']) },
    { path: ['values', 'uv'], value: uv },
    { path: ['values', 'command'], value: command },
    ...(fromGit ? [{ path: ['values', 'packages'], value: ['git'] }] : []),
    ...(project.dockerignore !== undefined ? [{ path: ['ignore'], value: undefined }] : []),
  ];
  return {
    files: template.map((file) =>
      file.path === 'matrix.yaml' ? { ...file, text: ownMatrix(editYaml(file.text, edits), context) } : file,
    ),
    notes: [
      ...(command[0] === 'python' && command.length === 1
        ? ['the image runs python: name the command under "command" in the matrix']
        : []),
      ...(project.dockerignore === undefined || /^\/?(?:\*\*\/)?\.venv\b/m.test(project.dockerignore)
        ? []
        : [
            '.dockerignore does not name .venv: add it, or your own environment is copied over that of the image',
          ]),
    ],
  };
}

/** The command of the image: the script named like the package, or the only script, or python. */
function commandOf({ project }: StarterInput): readonly string[] {
  const { name, scripts = [] } = project.package ?? {};
  const script = scripts.find((text) => text === name) ?? (scripts.length === 1 ? scripts[0] : undefined);
  if (script !== undefined) return [script];
  return project.files.includes('main.py') ? ['python', 'main.py'] : ['python'];
}
