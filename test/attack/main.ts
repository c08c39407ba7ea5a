import 'reflect-metadata';
import { startFourApps } from '../support/four-apps.js';
import { leaveTestServer } from '../support/test-server.js';
import { attack } from './frame.js';
import { trials } from './trials/index.js';

/** `npm run attack`: our own attack trials on a fresh instance of the demo; ends with 1 where one got through. Ids as arguments try those alone. */
async function main(ids: readonly string[]): Promise<void> {
  const four = await startFourApps();
  try {
    const those = ids.length > 0 ? trials.filter(({ id }) => ids.includes(id)) : trials;
    const outcomes = await attack(four, those, ({ trial, broken }) =>
      console.log(
        `${broken === undefined ? 'held  ' : 'BROKEN'} ${trial.id}: ${trial.promise}${broken === undefined ? '' : ` — ${broken}`}`,
      ),
    );
    const held = outcomes.filter(({ broken }) => broken === undefined).length;
    console.log(`${held} held, ${outcomes.length - held} broken`);
    process.exitCode = held === outcomes.length && held > 0 ? 0 : 1;
  } finally {
    await four.close();
    await leaveTestServer();
  }
}

void main(process.argv.slice(2));
