/** Renders the Dockerfile of a Python environment, for programs that use this package as a library. */

import matrixText from '../../examples/environment/matrix.yaml?raw';
import templateText from '../../examples/environment/templates/environment.hbs?raw';
import { createTemplates } from '../template/templates.ts';
import { NO_RUN } from '../tags/run-facts.ts';
import { literal } from '../values/literal.ts';
import { parseMatrix } from '../matrix/parse.ts';
import { plan } from '../plan/plan.ts';

/** What a job needs of its image. */
export interface Environment {
  /** As "3.12". */
  readonly pythonVersion: string;
  /** Extras of the project, or `package:extra` for a member of its workspace. */
  readonly extras?: readonly string[];
  /** Requirements beside the project's own. With any, the image starts from the full Python image. */
  readonly pipPackages?: readonly string[];
  /** Frozen requirements to install before the sources are copied, so that changed sources do not rebuild the layer. */
  readonly preInstall?: readonly string[];
  /** Instead of `preInstall`: the paths of uv.lock and of every pyproject.toml, which say what to install then. */
  readonly manifests?: readonly string[];
  /** The Rust toolchain for packages that are built; empty for none. */
  readonly rustToolchain?: string;
  /** A Dockerfile that is used as it is; all other options are ignored then. */
  readonly dockerfile?: string;
}

/**
 * The Dockerfile of an environment: the template of examples/environment with these values.
 * Pure: the same environment gives the same text. Throws `ProblemsFound` for what cannot stand in a Dockerfile.
 */
export async function renderDockerfile(environment: Environment): Promise<string> {
  if (environment.dockerfile !== undefined) return environment.dockerfile;
  const path = environment.manifests?.find((manifest) => !/^(?!\/)[\w@%+./-]+$/.test(manifest));
  if (path !== undefined)
    throw new TypeError(
      `the manifest "${path}" must be a path in the build context, of letters, digits and @ % + . / - _`,
    );
  if (!/^\d+\.\d+(?:\.\d+)?$/.test(environment.pythonVersion))
    throw new TypeError(`the Python version "${environment.pythonVersion}" must be like "3.12" or "3.12.1"`);

  const { file } = parseMatrix({ path: 'examples/environment/matrix.yaml', text: matrixText });
  const { rust, ...values } = file.values as { readonly rust: object };
  const matrix = {
    version: '1',
    image: 'environment',
    values: {
      ...values,
      rust: {
        ...rust,
        ...(environment.rustToolchain === undefined ? {} : { toolchain: literal(environment.rustToolchain) }),
      },
      python: environment.pythonVersion,
      extras: literals(environment.extras),
      pip: literals(environment.pipPackages),
      'pre-install': literals(environment.preInstall),
      manifests: literals(environment.manifests),
    },
    targets: { environment: { file: 'environment' } },
    decorate: file.decorate,
  };
  // JSON is YAML too: from here on this is a matrix like any other.
  const templates = await createTemplates([
    { name: 'environment', path: 'templates/environment.hbs', text: templateText },
  ]);
  const { files } = plan(parseMatrix({ path: 'environment', text: JSON.stringify(matrix) }), templates, {
    facts: NO_RUN,
  });
  return files[0]?.text ?? '';
}

function literals(texts: readonly string[] = []): readonly string[] {
  return texts.map(literal);
}
