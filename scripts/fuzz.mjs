/**
 * Tries the commands that need no engine on projects that were changed at random: `npm run fuzz -- [COUNT] [SEED]`.
 * Whatever is read, the answer is a result or problems: no internal error, nothing over ten seconds or 1 GB.
 * `npm run fuzz -- --again FOLDER` runs an input again that was kept.
 */

import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundle } from './generate/dist.mjs';
import { inputsOf, unchanged } from './fuzz/inputs.mjs';
import { seeds } from './fuzz/seeds.mjs';

const SECONDS = 10;
const BYTES = 1024 ** 3;
/** A worker that says nothing for so long hangs. It is longer than the limit: other processes take time, too. */
const SILENCE_MS = 12 * SECONDS * 1000;
/** How often a finding is tried with less in it. */
const TRIES = 200;

setPriority(15);
// In memory where there is such a folder: half of the time would go into making and removing small files.
const temporary = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'docker-matrix-fuzz-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
const program = join(temporary, 'program');
let started = 0;

/** Starts a process that runs inputs, one after the other. It is started anew when one of them ended it. */
function worker() {
  let child;
  const begin = async () => {
    const folder = join(temporary, String(started++));
    child = fork(join(import.meta.dirname, 'fuzz/worker.mjs'), [join(program, 'program.js'), folder], {
      execArgv: ['--max-old-space-size=1024'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.said = '';
    child.stderr.on('data', (chunk) => (child.said = `${child.said}${chunk}`.slice(0, 100_000)));
    await new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject));
    child.removeAllListeners('exit');
  };
  const end = () => {
    child?.kill('SIGKILL');
    child = undefined;
  };
  /** Gives what the worker says of an input, and what is wrong, if something is. */
  const run = async (input) => {
    if (child === undefined) await begin();
    const now = child;
    const answer = await new Promise((resolve) => {
      const timer = setTimeout(() => resolve({ problem: 'time: no answer' }), SILENCE_MS);
      const done = (result) => (clearTimeout(timer), resolve(result));
      now.once('message', done);
      // Its streams end before `close`, so what it said last is here.
      now.once('close', (code, signal) => done({ problem: `crash: ${signal ?? code}\n${now.said}` }));
      now.send({ input });
    });
    now.removeAllListeners('message').removeAllListeners('close');
    const { planned = false, longest = 0, memory = 0 } = answer;
    const problem =
      answer.problem ??
      (longest > SECONDS ? `time: ${longest.toFixed(1)} s` : undefined) ??
      (memory > BYTES ? `memory: ${Math.round(memory / 1e6)} MB` : undefined);
    if (problem !== undefined) end();
    return { planned, longest, memory, problem };
  };
  return { run, end };
}

/** What findings of one cause have in common: the failure without its own names and numbers, and where it began. */
function causeOf(problem) {
  if (/heap out of memory/.test(problem)) return 'memory: the heap';
  const message = /(?:internal error|\w*Error): .*/.exec(problem)?.[0] ?? /^.*?:/s.exec(problem)?.[0];
  const frame = /\n\s+at (\S+) \(/.exec(problem)?.[1] ?? '';
  return `${message.replaceAll(/"[^"]{40,}"|\d+/g, '…')} ${frame}`.trim();
}

/** A run that begins with projects that are refused shows little. */
async function requirePlanned(corpus) {
  const { run, end } = worker();
  for (const seed of corpus) {
    const { planned, problem } = await run(unchanged(seed));
    if (!planned)
      throw new Error(`the seed ${seed.name} does not plan cleanly: ${problem ?? 'it is refused'}`);
  }
  end();
}

/** Takes out of an input what is not needed for the same finding: files and lines. */
async function smallest(input, isSame) {
  let left = TRIES;
  let best = input;
  const shrinkList = async (list, withList) => {
    let kept = list;
    for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let from = 0; from < kept.length && left > 0;) {
        const fewer = kept.toSpliced(from, size);
        left--;
        if (await isSame(withList(fewer))) {
          kept = fewer;
          best = withList(kept);
        } else from += size;
      }
  };
  const paths = Object.keys(input.files);
  await shrinkList(
    paths.filter((path) => path !== 'matrix.yaml'),
    (some) => ({
      ...best,
      files: Object.fromEntries(
        Object.entries(input.files).filter(([path]) => path === 'matrix.yaml' || some.includes(path)),
      ),
    }),
  );
  for (const path of Object.keys(best.files))
    await shrinkList(best.files[path].split(/(?<=\n)/), (lines) => ({
      ...best,
      files: { ...best.files, [path]: lines.join('') },
    }));
  return best;
}

function keep(folder, input, problem) {
  for (const [path, text] of [
    ...Object.entries(input.files).map(([path, text]) => [`project/${path}`, text]),
    ['input.json', JSON.stringify(input, undefined, 2)],
    ['problem.txt', `${problem}\n`],
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

async function fuzz(count, seed) {
  const corpus = seeds();
  const inputAt = inputsOf(corpus, seed);
  const out = join(tmpdir(), `docker-matrix-fuzz-findings-${seed}`);
  rmSync(out, { recursive: true, force: true });
  console.log(`${count} inputs from ${corpus.length} seeds, seed ${seed}`);
  await writeProgram();
  await requirePlanned(corpus);

  const start = Date.now();
  const seconds = () => (Date.now() - start) / 1000;
  const findings = new Map();
  const total = { done: 0, planned: 0, longest: 0, slowest: '', memory: 0 };
  let next = 0;
  const workAll = async () => {
    const { run, end } = worker();
    while (next < count) {
      const index = next++;
      const input = inputAt(index);
      const { planned, longest, memory, problem } = await run(input);
      total.done++;
      if (planned) total.planned++;
      if (longest > total.longest)
        Object.assign(total, { longest, slowest: `input ${index}, ${input.seed}` });
      total.memory = Math.max(total.memory, memory);
      if (problem !== undefined) {
        const cause = causeOf(problem);
        const finding = findings.get(cause) ?? { index, input, problem, times: 0 };
        finding.times++;
        findings.set(cause, finding);
        if (finding.times === 1) console.log(`input ${index}, ${input.seed}: ${problem.slice(0, 400)}`);
      }
      if (total.done % 1000 === 0)
        console.log(`${total.done} inputs in ${seconds().toFixed(0)} s, ${findings.size} findings`);
    }
    end();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, workAll));
  console.log(
    `${total.done} inputs in ${seconds().toFixed(0)} s (${(total.done / seconds()).toFixed(1)} a second), ` +
      `${total.planned} of them planned; longest command ${total.longest.toFixed(1)} s (${total.slowest}), ` +
      `most memory ${Math.round(total.memory / 1e6)} MB`,
  );

  const { run, end } = worker();
  for (const [cause, { index, input, problem, times }] of findings) {
    const isSame = async (other) => {
      const result = await run(other);
      return result.problem !== undefined && causeOf(result.problem) === cause;
    };
    end();
    const again = await isSame(input);
    const folder = join(out, String(index));
    keep(folder, again ? await smallest(input, isSame) : input, problem);
    console.log(
      `\n${times} times: ${cause}${again ? '' : ' (not again alone)'}\n  input ${index}, kept in ${folder}`,
    );
  }
  end();
  if (findings.size > 0) process.exitCode = 1;
}

async function again(folder) {
  await writeProgram();
  const { run, end } = worker();
  console.log(await run(JSON.parse(readFileSync(join(folder, 'input.json'), 'utf8'))));
  end();
}

/** Bundles the sources as they are shipped, with what a worker can call. */
async function writeProgram() {
  const { files } = await bundle({ program: 'scripts/fuzz/program.ts' });
  for (const [path, code] of Object.entries({ ...files, 'package.json': '{"type":"module"}' })) {
    mkdirSync(dirname(join(program, path)), { recursive: true });
    writeFileSync(join(program, path), code);
  }
}

const [first = '20000', second = String(Date.now() % 1_000_000)] = process.argv.slice(2);
if (first === '--again') await again(second);
else if (/^\d+ \d+$/.test(`${first} ${second}`)) await fuzz(Number(first), Number(second));
else throw new Error('usage: npm run fuzz -- [COUNT] [SEED], or npm run fuzz -- --again FOLDER');
