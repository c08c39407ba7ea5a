import { createInterface } from 'node:readline';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource, ownerAddress } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { Vault } from '#lib/vault';
import type { Ask } from './first.dialogue.js';

interface Machine {
  readonly ask: Ask;
  readonly tell: (line: string) => void;
  /** In one transaction, as the system: what is done is journalled as its act. */
  readonly run: <T>(doing: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** A dialogue on standard input with whoever runs the system, as the owner of the database. `inWords`: what is said of a failure. */
export async function atTheMachine(dialogue: (machine: Machine) => Promise<void>, inWords: (error: unknown) => string): Promise<void> {
  const { databaseUrl, keyRing } = exitOnBadConfig(() => loadConfig('keys'));
  const dataSource = await openDataSource(ownerAddress(databaseUrl));
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const work = new UnitOfWork(dataSource, new SystemClock(), new Listeners(), new Vault(keyRing));
  try {
    await dialogue({
      ask: async (question) => {
        process.stdout.write(`${question}: `);
        const { value, done } = await lines.next();
        return done ? null : value;
      },
      tell: (line) => console.log(line),
      run: (doing) => work.run(systemActor('console'), doing),
    });
  } catch (error) {
    process.exitCode = 1;
    console.error(inWords(error));
  } finally {
    await dataSource.destroy();
    await lines.return?.();
    process.stdin.destroy();
  }
}
