import { exitOnBadConfig, loadConfig } from '#lib/config';
import { tokyoDate } from '#lib/kernel';
import { say, vault as words } from '#lib/texts';
import { addMasterKey, makeKeyRing } from './registry.js';
import { rotateKeys } from './rotate.js';
import { endOnProblem } from './start.js';

const tell = (text: string, facts: Readonly<Record<string, string | number>> = {}): void => console.log(say(text, facts));

/** `npm run keys:make`, `keys:next`, `keys:rotate`: as the owner of the database, on a machine where the ring lies. */
async function main(): Promise<void> {
  const settings = exitOnBadConfig(() => loadConfig('keys'));
  const facts = { file: settings.keyRing };
  const today = tokyoDate(new Date());
  const said = words.keys;
  switch (process.argv[2]) {
    case 'make':
      return tell((await makeKeyRing(settings, today)) ? said.made : said.taken, facts);
    case 'next':
      return tell(said.added, { ...facts, name: await addMasterKey(settings, today) });
    case 'rotate': {
      await rotateKeys(settings, ({ done, left }) => tell(said.progress, { done, left }));
      return tell(said.rotated);
    }
    default:
      process.exitCode = 1;
      return console.error(said.usage);
  }
}

main().catch((error: unknown) => {
  try {
    endOnProblem(error);
  } catch {
    console.error(words.keys.failed);
    console.error(String(error));
    process.exitCode = 1;
  }
});
