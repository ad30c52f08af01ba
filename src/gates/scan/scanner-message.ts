/** Trivy's own layers of wrapping (`run error: image scan error: …`), which say nothing to whoever reads the message. */
const WRAPPING =
  /^(?:[\w -]{1,40} error: |unable to initialize [^:]*: |scan failed: |failed analysis: |failed to download vulnerability DB: |failed to download artifact from \S+: |unable to find the specified image "[^"]*" in \[[^\]]*\]: )/;
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const COLOUR = /\u001B\[[0-9;]*m/g;
/** `2026-11-20T14:00:00Z` tab level tab, then maybe `[vulndb]`. */
const LOG_PREFIX = /^\d{4}-\d\d-\d\dT\S+\s+(?:DEBUG|INFO|WARN|ERROR|FATAL)\s+(?:\[[^\]]*\]\s*)?/;

/**
 * The useful part of what a failed Trivy wrote to standard error, on one line: the reason it ended with, without
 * progress, time stamps and the names of Trivy's functions.
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
  // Whatever Trivy was at, deep inside a layer, when its time was up.
  return message.endsWith('context deadline exceeded') ? 'it did not finish within its timeout' : message;
}

/** Removes wrapping from the left until something else is there. */
function unwrap(message: string): string {
  const shorter = message
    .replace(WRAPPING, '')
    .replace(/^\d+ errors? occurred:\s*/, '')
    .replace(/^[*-] +/, '');
  return shorter === message ? message : unwrap(shorter);
}
