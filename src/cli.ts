/** Entry point of the program docker-matrix: runs the command line, and stops in good order on Ctrl-C. */

import { EXIT } from './cli-commands.ts';
import { commandLine } from './command-line.ts';
import { realHost } from './host/host.ts';

const cancel = new AbortController();
let listens = false;

/**
 * The signal of what can be stopped in good order. Until something asks for it there is nothing to put back, and Ctrl-C
 * ends the program as the system does it: at once, also in the middle of work that waits for nothing.
 */
function startListening(): AbortSignal {
  if (listens) return cancel.signal;
  listens = true;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (cancel.signal.aborted) {
        process.stderr.write(
          `\n${name}: stopped at once; where tags had begun to move, ` +
            '"docker-matrix publish" with --resume or --rollback goes on from the journal\n',
        );
        process.exit(EXIT.cancelled);
      }
      process.stderr.write(`\n${name}: stopping, and putting back what has begun (again to stop at once)\n`);
      cancel.abort();
    });
  }
  return cancel.signal;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
process.exitCode = await commandLine(
  process.argv.slice(2),
  realHost({ say, group: (title) => (say(title), () => {}), signal: startListening }),
  (text) => void process.stdout.write(text),
);
