/** The inputs and outputs of the action as documents list them, from src/options.ts and src/report/outputs.ts. */

import { bundled } from './bundled.mjs';

/** Every input, in order: its name, its description in Markdown, and its default as text. */
export async function inputs() {
  const { OPTIONS } = await bundled('src/options.ts');
  return OPTIONS.filter(({ input }) => input !== undefined).map((option) => ({
    name: option.input,
    description: option.description ?? sentence(option.help),
    default: option.inputDefault ?? defaultOf(option),
  }));
}

/** Every output, in order: its name and its description in Markdown. */
export async function outputs() {
  const { OUTPUTS } = await bundled('src/report/outputs.ts');
  return Object.entries(OUTPUTS).map(([name, description]) => ({ name, description }));
}

/** An empty default is not written: the runner gives an empty text for an input without a default. */
function defaultOf({ kind, default: value }) {
  if (kind === 'flag') return String(value ?? false);
  return value === undefined || Array.isArray(value) || value === '' ? undefined : String(value);
}

const sentence = (help) => `${help[0].toUpperCase()}${help.slice(1)}.`;
