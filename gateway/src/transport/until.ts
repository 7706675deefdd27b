/** Passes results on until the signal; what is awaited then is not waited for, and its source is told to end. */
export async function* until<T>(signal: AbortSignal, results: AsyncGenerator<T>): AsyncGenerator<T> {
  let end: () => void = () => undefined;
  const ended = new Promise<'ENDED'>((resolve) => {
    end = () => {
      resolve('ENDED');
    };
  });
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    for (;;) {
      const next = await Promise.race([results.next(), ended]);
      if (next === 'ENDED' || next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', end);
    // Not awaited: a generator that waits for its source ends when that does.
    void results.return(undefined);
  }
}
