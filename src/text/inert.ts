/** Makes text safe to print in a workflow, whose runner takes commands from what a step prints. */

/**
 * The same text without workflow commands: a build can print anything. The runner takes `##[name]` anywhere in a line
 * and `::name::` at the beginning of one for commands (`add-mask`, `stop-commands`, …), and ends lines at carriage
 * returns, too.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function inert(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('##[', '# #[')
    .replace(/^(\s*):(?=:)/gm, '$1: ');
}
