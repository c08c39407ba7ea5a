import 'reflect-metadata';
import path from 'node:path';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { demoWords } from '#lib/texts';
import { Client } from './client.js';
import { enterHouse } from './house.js';
import { TourTeller } from './teller.js';

/** `npm run tour`: through the house that runs here, or through one of its own. */
async function main(): Promise<void> {
  const { data, portBase } = exitOnBadConfig(() => loadConfig('solo'));
  const house = await enterHouse(path.resolve(data), portBase);
  try {
    const { board } = demoWords.founders;
    const mailbox = (role: string) => house.demo.accounts.find((account) => account.role === role)!.email;
    const emails = { relatives: [], committeeMember: mailbox('committeeMember'), secretariat: mailbox('secretariat') };
    await new TourTeller(new Client(house.origins, house.demo, board), emails, demoWords.schools.board[0], console.log).tell();
  } finally {
    await house.leave();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
