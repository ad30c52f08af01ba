/** Runs work that can be stopped from outside, by the signal, and from within, by the controller that it gets. */
export async function stoppable<T>(
  signal: AbortSignal | undefined,
  work: (stop: AbortController) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const cancel = (): void => stop.abort();
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await work(stop);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
