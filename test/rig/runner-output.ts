/** What a runner reads from an action: commands in its output, and the files that GITHUB_OUTPUT and others name. */

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Group {
  readonly title: string;
  /** What is folded under the title, commands left out. */
  readonly lines: readonly string[];
}

export interface Commands {
  readonly annotations: readonly Annotation[];
  readonly masks: readonly string[];
  readonly groups: readonly Group[];
}

/**
 * Reads workflow commands, only in their newer form, `::name key=value::data`.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function parseCommands(lines: readonly string[]): Commands {
  const annotations: Annotation[] = [];
  const masks: string[] = [];
  const groups: { title: string; lines: string[] }[] = [];
  let group: { title: string; lines: string[] } | undefined;
  /** After `::stop-commands::TOKEN` no line is a command but `::TOKEN::`, which resumes them. */
  let stopped: string | undefined;

  for (const line of lines) {
    const [, name, properties = '', data = ''] = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line) ?? [];
    if (name === undefined || (stopped !== undefined && name !== stopped)) group?.lines.push(line);
    else if (name === stopped) stopped = undefined;
    else if (name === 'stop-commands') stopped = data;
    else if (name === 'add-mask') masks.push(unescapeData(data));
    else if (name === 'group') groups.push((group = { title: unescapeData(data), lines: [] }));
    else if (name === 'endgroup') group = undefined;
    else if (name === 'error' || name === 'warning' || name === 'notice')
      annotations.push(annotation(name, properties, unescapeData(data)));
  }
  return { annotations, masks, groups };
}

function annotation(level: Annotation['level'], properties: string, message: string): Annotation {
  const { title, file, line, col } = Object.fromEntries(
    properties.split(',').flatMap((property) => {
      const [, key = '', value] = /^\s*([^=]+)=(.*)$/s.exec(property) ?? [];
      return value === undefined ? [] : [[key, unescapeProperty(value)]];
    }),
  ) as Partial<Record<string, string>>;
  return {
    level,
    message,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(col === undefined ? {} : { column: Number(col) }),
  };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

/**
 * Reads a file of `name=value` and `name<<delimiter` … `delimiter`; the last value of a name wins. Lines for which
 * the runner fails the step are refused here, too.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 */
export function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, name = '', sign, rest = ''] = /^(.*?)(=|<<)(.*)$/.exec(line) ?? [];
    if (line === '') continue;
    if (sign === undefined || name === '' || (sign === '<<' && rest === ''))
      throw new Error(`the runner refuses this line of a file command: ${JSON.stringify(line)}`);
    if (sign === '=') values[name] = rest;
    else {
      const end = lines.indexOf(rest, at + 1);
      if (end === -1)
        throw new Error(
          `the runner finds no line ${JSON.stringify(rest)} that ends the value of ${JSON.stringify(name)}`,
        );
      values[name] = lines.slice(at + 1, end).join('\n');
      at = end;
    }
  }
  return values;
}
