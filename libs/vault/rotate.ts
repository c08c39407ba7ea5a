import { connected, inOne } from './connected.js';
import { type RingSettings, askForWrapping, checkKeyRing } from './registry.js';
import { Vault } from './vault.js';
import { type Progress, wrapSome } from './wrapping.js';

/**
 * Does at once what the worker does by itself: wraps every data key with the newest master key, a few at a time, while the apps and the worker
 * go on. What was done stays done: broken off it goes on where it was, and a second run finds nothing left.
 * @param databaseUrl as the owner of the database
 */
export async function rotateKeys(settings: RingSettings, tell: (progress: Progress) => void, batch = 100): Promise<Progress> {
  await checkKeyRing(settings);
  const vault = new Vault(settings.keyRing);
  return connected(settings.databaseUrl, async (client) => {
    await inOne(client, (asks) => askForWrapping(asks, 'now'));
    for (;;) {
      const { now, done, left } = await inOne(client, (asks) => wrapSome(asks, vault, batch));
      tell({ done, left });
      // Left without one that is free: the worker has them in hand.
      if (left === 0 || now === 0) return { done, left };
    }
  });
}
