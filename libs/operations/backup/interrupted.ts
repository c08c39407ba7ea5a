import { BackupProblem } from './file.js';

/** Does something that somebody may break off (Ctrl-C, the end of the machine): then `tidy` runs, and it fails with `interrupted` once it has ended. */
export async function interruptible<T>(doing: (signal: AbortSignal) => Promise<T>, tidy: () => unknown = () => undefined): Promise<T> {
  const asked = new AbortController();
  const stop = (): void => {
    asked.abort();
    void tidy();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    const done = await doing(asked.signal);
    if (asked.signal.aborted) throw new BackupProblem('interrupted');
    return done;
  } catch (error) {
    throw asked.signal.aborted ? new BackupProblem('interrupted') : error;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeListener(signal, stop);
  }
}
