import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something is true; fails with what was waited for. */
export async function until(what: string, truth: () => Promise<boolean> | boolean, milliseconds = 20_000): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(25)) if (await truth()) return;
  throw new Error(`waited in vain until ${what}`);
}
