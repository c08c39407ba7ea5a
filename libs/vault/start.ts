import { KeyRingProblem } from './problem.js';
import { connected, inOne } from './connected.js';
import { type RingSettings, checkKeyRing } from './registry.js';
import { assertSealed } from './seal-plain.js';

/** Checks the key ring before an app is built; where it cannot be used, says why on standard error and ends the process with 1. */
export const endOnBadKeyRing = (settings: RingSettings): Promise<void> =>
  checkKeyRing(settings)
    .then(() => connected(settings.databaseUrl, (client) => inOne(client, assertSealed)))
    .catch(endOnProblem);

/** Says a problem of the key ring and ends the process with 1; throws on whatever else it is. */
export function endOnProblem(error: unknown): never {
  if (!(error instanceof KeyRingProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
