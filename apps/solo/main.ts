import path from 'node:path';
import { Refused } from '#lib/kernel';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { KeyRingProblem } from '#lib/vault';
import { Ends, StopAsked } from './ends.js';
import { type Solo, startSolo } from './solo.js';
import { addressesAndAccounts } from './table.js';
import { sentence, tell } from './tell.js';

const root = path.resolve(__dirname, '../../..');

/** `npm start`: everything on one machine until Ctrl-C. Answers what runs, for `npm run dev`. */
export async function run(): Promise<Solo> {
  const began = performance.now();
  const surroundings = process.env;
  // Solo mode always has the training clock, so a production configuration is refused here and not by each child.
  const config = exitOnBadConfig(() => loadConfig('solo', { ...surroundings, YORISOI_TRAINING: 'on' }));
  const data = surroundings['YORISOI_DATA']?.trim() ? path.resolve(config.data) : path.join(root, config.data);
  const ends = new Ends();

  const fail = async (why: unknown): Promise<never> => {
    if (ends.ask()) process.stderr.write(`${sentenceOf(why)}\n`);
    await ends.stop();
    process.exit(1);
  };
  const { portBase, databaseUrl, redisUrl } = config;
  const starting = startSolo({ data, portBase, databaseUrl, redisUrl, surroundings, say: tell, onLost: (why) => void fail(why) }, ends);

  const leave = async (): Promise<void> => {
    if (!ends.ask()) return;
    tell('stopping');
    await starting.catch(() => undefined);
    await ends.stop();
    tell('stopped', { folder: data });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave().catch(fail));
  process.on('uncaughtException', (why) => void fail(why));

  try {
    const solo = await starting;
    process.stdout.write(`\n${addressesAndAccounts(solo.house.origins, solo.demo)}\n\n`);
    tell('ready', { seconds: ((performance.now() - began) / 1000).toFixed(1) });
    return solo;
  } catch (why) {
    return why instanceof StopAsked ? new Promise<never>(() => undefined) : fail(why);
  }
}

function sentenceOf(why: unknown): string {
  if (why instanceof Refused) return sentence(why.code, why.facts);
  if (why instanceof KeyRingProblem) return why.message;
  const { code, path: file, stack } = why as NodeJS.ErrnoException;
  if ((code === 'EACCES' || code === 'EPERM') && file) return sentence('data-of-another-account', { folder: file });
  return sentence('unexpected', { why: stack ?? String(why) });
}

if (require.main === module) void run();
