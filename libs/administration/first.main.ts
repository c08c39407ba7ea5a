import { createInterface } from 'node:readline';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { Listeners, SystemClock, UnitOfWork, openDataSource, ownerAddress } from '#lib/database';
import { Refused, systemActor, tokyoDate } from '#lib/kernel';
import { bothCalendars, firstPeople as words, say } from '#lib/texts';
import { Vault } from '#lib/vault';
import { type Ask, askFirst } from './first.dialogue.js';
import { localGovernments, makeFirst } from './first.js';

/** `npm run people:first`, as the owner of the database: an organisation and its first administrator. */
async function main(): Promise<void> {
  const { databaseUrl, keyRing } = exitOnBadConfig(() => loadConfig('keys'));
  const dataSource = await openDataSource(ownerAddress(databaseUrl));
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const ask: Ask = async (question) => {
    process.stdout.write(`${question}: `);
    const { value, done } = await lines.next();
    return done ? null : value;
  };
  try {
    const work = new UnitOfWork(dataSource, new SystemClock(), new Listeners(), new Vault(keyRing));
    const actor = systemActor('console');
    const first = await askFirst({
      ask,
      tell: (line) => console.log(line),
      find: (of, asked) => work.run(actor, (tx) => localGovernments(tx, of, asked)),
    });
    if (first === null) return void console.log(words.stopped);
    const { code, endsAt, again } = await work.run(actor, (tx) => makeFirst(tx, first));
    const until = bothCalendars(tokyoDate(endsAt));
    console.log([say(again ? words.again : words.made, { organisation: first.name }), say(words.code, { code, until })].join('\n'));
  } catch (error) {
    process.exitCode = 1;
    const sentence = error instanceof Refused ? { 'has-administrator': words.hasAdministrator }[error.code] : undefined;
    console.error(sentence ?? `${words.failed}\n${String(error)}`);
  } finally {
    await dataSource.destroy();
    await lines.return?.();
    process.stdin.destroy();
  }
}

void main();
