import { type ConfigOf, exitOnBadConfig, loadConfig } from '#lib/config';
import { tokyoDate } from '#lib/kernel';
import { bothCalendars, say, vault as words } from '#lib/texts';
import { dropMasterKey } from './drop.js';
import { renewals, textRenewals } from './progress.js';
import { addMasterKey, makeKeyRing } from './registry.js';
import { renewIndexKey } from './renew-index.js';
import { askForDataKeys, resealTexts, whoseTexts } from './renew.js';
import { rotateKeys } from './rotate.js';
import { sealPlain } from './seal-plain.js';
import { endOnProblem } from './start.js';

const said = words.keys;
const tell = (text: string, facts: Readonly<Record<string, string | number>> = {}): void => console.log(say(text, facts));
const today = tokyoDate(new Date());

type Command = (settings: ConfigOf<'keys'>, name: string) => Promise<void>;

/** `npm run keys:…`: as the owner of the database, on a machine where the ring lies. */
const commands: Readonly<Record<string, Command>> = {
  make: async (settings) => tell((await makeKeyRing(settings, today)) ? said.made : said.taken, { file: settings.keyRing }),
  next: async (settings) => tell(said.added, { file: settings.keyRing, name: await addMasterKey(settings, today) }),
  rotate: async (settings) => {
    const { left } = await rotateKeys(settings, ({ done, left }) => tell(said.progress, { done, left }));
    tell(left === 0 ? said.rotated : said.othersAtIt);
  },
  progress: async (settings) => {
    const all = await renewals(settings);
    if (all.length === 0) tell(said.noRenewal);
    for (const { key, done, left, askedAt, endedAt } of all)
      tell(endedAt && left === 0 ? said.renewed : said.renewing, {
        name: key,
        done,
        left,
        asked: bothCalendars(tokyoDate(askedAt)),
        ended: endedAt ? bothCalendars(tokyoDate(endedAt)) : '',
      });
    const texts = await textRenewals(settings);
    if (texts.open + texts.ended > 0) tell(said.texts, { ended: texts.ended, open: texts.open });
    for (const { caseNo, done, left } of texts.first) tell(said.textsOf, { of: caseNo ?? said.house, done, left });
  },
  renew: async (settings, name) => {
    const whose = name === '' ? [] : await whoseTexts(settings, name);
    if (name !== '' && whose.length === 0) return void ((process.exitCode = 1), tell(said.noSuchCase, { name }));
    if (name !== '') tell(said.dataKeys, { count: await askForDataKeys(settings, whose) });
    await resealTexts(
      settings,
      ({ caseNo, done, left, broken }) => {
        tell(said.textsOf, { of: caseNo ?? said.house, done, left });
        for (const place of broken) tell(said.broken, { place });
        if (left > 0) process.exitCode = 1;
      },
      (seconds) => tell(said.waiting, { seconds }),
    );
    tell(process.exitCode === 1 ? said.textsLeft : said.textsRenewed);
  },
  seal: async (settings) => tell(said.sealed, { count: await sealPlain(settings) }),
  index: async (settings) => tell(said.indexed, { file: settings.keyRing, count: await renewIndexKey(settings) }),
  drop: async (settings, name) => {
    if (name === '') return usage();
    await dropMasterKey(settings, name);
    tell(said.dropped, { file: settings.keyRing, name });
  },
};

function usage(): void {
  process.exitCode = 1;
  console.error(said.usage);
}

async function main(): Promise<void> {
  const [command = '', name = ''] = process.argv.slice(2);
  const settings = exitOnBadConfig(() => loadConfig('keys'));
  return Object.hasOwn(commands, command) ? commands[command]!(settings, name) : usage();
}

main().catch((error: unknown) => {
  try {
    endOnProblem(error);
  } catch {
    console.error(said.failed);
    console.error(String(error));
    process.exitCode = 1;
  }
});
