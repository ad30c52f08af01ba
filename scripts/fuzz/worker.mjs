/** Runs one input after the other, in a process whose memory is limited; scripts/fuzz.mjs starts it. */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

const [program, folder] = process.argv.slice(2);
const { commandLine, runCommand, readInputs, readRun, realHost } = await import(pathToFileURL(program).href);

// Deep enough that `..` in an input stays below this worker's own folder.
const project = join(folder, 'a/b/c/d/project');
const { inputs: ACTION_INPUTS } = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'));

/** What no message and no result may hold. */
const SIGNS = new RegExp(
  [
    String.raw`\n\s+at .+:\d+:\d+\)?\n`,
    'Cannot (?:read|set|convert|destructure)',
    String.raw`is not a function|is not iterable`,
    String.raw`Maximum call stack|Invalid (?:string|array) length|invalid group specifier`,
    String.raw`\[object \w+\]`,
    String.raw`^\S+:(?:0|-\d+|NaN|undefined):`,
  ].join('|'),
  'm',
);

process.on('message', async ({ input }) => {
  const result = await outcomeOf(input);
  process.send({ ...result, memory: peakMemory() });
});
process.send('ready');

/** The most bytes that this process ever had. What Node says counts the process that started it, too. */
function peakMemory() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kilobytes) * 1024;
}

/**
 * Runs all commands over an input.
 *
 * @returns whether it could be planned; the longest time of a command, of this process alone; and what went wrong
 */
async function outcomeOf(input) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const [path, text] of Object.entries(input.files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  // What is rendered with other values is not what `check` expects in a repository.
  const isCommitted = !input.options.includes('--set');
  const statuses = {};
  let longest = 0;
  for (const [name, run] of Object.entries(commandsOf(input))) {
    // Without a plan most commands would only say the same again.
    if ((statuses['plan'] ?? 0) !== 0 && !['explain', 'action'].includes(name)) continue;
    const before = process.cpuUsage();
    const { status, text } = await run();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1e6);
    statuses[name] = status;
    const sign = SIGNS.exec(text)?.[0].trim();
    const problem = ![0, 1, 2].includes(status)
      ? `${name} gave ${status}: ${text}`
      : sign !== undefined
        ? `${name} said "${sign}": ${text}`
        : name === 'check' && statuses['render'] === 0 && status !== 0 && isCommitted
          ? `check refused what was rendered: ${text}`
          : undefined;
    if (problem) return { planned: false, longest, problem };
  }
  return { planned: statuses['plan'] === 0, longest };
}

function commandsOf({ options, tags, selection, words, run }) {
  const host = hostOf(run);
  const cli = async (...args) => {
    let text = '\n';
    const edge = { ...host, say: (line) => void (text += `${line}\n`) };
    const status = await commandLine(args, edge, (output) => void (text += output));
    return { status, text };
  };
  return {
    plan: () => cli('plan', ...options, ...tags),
    'plan of some': () => cli('plan', '--format', 'json', ...options, ...selection),
    render: () => cli('render', ...options),
    check: () => cli('check', ...options),
    explain: () => cli('explain', ...options, '--', ...words),
    'explain in JSON': () => cli('explain', '--format', 'json', ...options),
    action: () => action(run, host),
  };
}

/** The Action's `plan`, in a workflow run, with everything that it writes. */
async function action({ env, event }, host) {
  try {
    const { request } = readInputs((name) => ACTION_INPUTS[name].default ?? '');
    const known = {
      push: false,
      defaultBranch: event.repository.default_branch,
      commitTime: event.head_commit.timestamp,
      now: new Date().toISOString(),
    };
    const { facts } = readRun(env, event, known);
    const told = await runCommand('plan', { ...request, facts }, host);
    return { status: 0, text: `\n${told.log()}\n${JSON.stringify(told.outputs())}\n${told.summary() ?? ''}` };
  } catch (cause) {
    if (Array.isArray(cause?.problems))
      return { status: 1, text: `\n${cause.problems.map(({ message }) => message).join('\n')}` };
    return { status: 3, text: String(cause?.stack ?? cause) };
  }
}

/** This machine, but with the Git that the input tells of, and no writing beside the project. */
function hostOf({ git }) {
  const host = realHost({
    cwd: project,
    env: { DEBUG: '1' },
    say: () => {},
    group: () => () => {},
    signal: new AbortController().signal,
    exec: async ({ file, args }) => {
      const answer = file === 'git' ? git[Object.keys(git).find((key) => args.includes(key))] : undefined;
      return { code: answer === undefined ? 128 : 0, stdout: answer ?? '', stderr: '' };
    },
  });
  const inside = (path) => {
    if (!resolve(project, path).startsWith(project + sep)) throw new Error(`writes outside: ${path}`);
    return path;
  };
  const { files } = host;
  return {
    ...host,
    files: {
      ...files,
      write: (all) => {
        for (const { path } of all) inside(path);
        return files.write(all);
      },
      remove: (path) => files.remove(inside(path)),
    },
  };
}
