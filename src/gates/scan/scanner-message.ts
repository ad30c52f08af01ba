/** Finds the reason why Trivy failed in its log. */

/** What Trivy puts in front of an error (`run error: image scan error: …`), which tells the user nothing. */
const WRAPPING = new RegExp(
  `^(?:${[
    String.raw`[\w -]{1,40} error: `,
    'unable to initialize [^:]*: ',
    'scan failed: ',
    'failed analysis: ',
    'failed to download vulnerability DB: ',
    String.raw`failed to download artifact from \S+: `,
    String.raw`unable to find the specified image "[^"]*" in \[[^\]]*\]: `,
  ].join('|')})`,
);
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const COLOUR = /\u001B\[[0-9;]*m/g;
/** The start of a line in the log: a time, a level such as FATAL, and maybe a part of Trivy such as `[vulndb]`. */
const LOG_PREFIX = /^\d{4}-\d\d-\d\dT\S+\s+(?:DEBUG|INFO|WARN|ERROR|FATAL)\s+(?:\[[^\]]*\]\s*)?/;

/**
 * The reason of a failure, in one line, from what Trivy wrote to standard error. Progress, times and names of Trivy's
 * functions are left out.
 */
export function scannerMessage(stderr: string): string {
  const lines = stderr
    .replace(COLOUR, '')
    .split('\n')
    .filter((line) => line.trim());
  const fatal = lines.findLastIndex((line) => /\sFATAL\s/.test(line));
  const error = lines.findLastIndex((line) => /\sERROR\s/.test(line) || line.startsWith('Error: '));
  const from = fatal >= 0 ? fatal : error >= 0 ? error : Math.max(0, lines.length - 3);
  const reason = lines
    .slice(from)
    .map((line) =>
      unwrap(
        line
          .replace(LOG_PREFIX, '')
          .replace(/^(?:Fatal error|Error:)\s+/, '')
          .replace(/^\s*[*-] +/, ''),
      ).trim(),
    )
    .filter(Boolean);
  const message = [...new Set(reason)].join('; ') || 'it gave no reason';
  // The text before it only says what Trivy was doing when the time was over.
  return message.endsWith('context deadline exceeded') ? 'it did not finish within its timeout' : message;
}

/** Removes what Trivy put in front of an error, which may be several layers. */
function unwrap(message: string): string {
  const shorter = message
    .replace(WRAPPING, '')
    .replace(/^\d+ errors? occurred:\s*/, '')
    .replace(/^[*-] +/, '');
  return shorter === message ? message : unwrap(shorter);
}
