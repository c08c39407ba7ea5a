import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { mail as mailWords, tour as words } from '#lib/texts';
import { House, logFiles } from '../support/house.js';
import {
  asJournalled,
  asRecorded,
  asTold,
  brokenChains,
  caseOf,
  remindersWithOtherLetters,
  sentLetters,
  waitingWork,
} from '../support/truths.js';
import { until } from '../support/until.js';

jest.setTimeout(480_000);

const root = path.resolve(__dirname, '../..');
const scripts = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts;
let house: House;
let story: string;
let ended: number | null;
let caseId: string;

/** `npm run tour` beside a running `npm start`. */
beforeAll(async () => {
  house = await House.open();
  const [, ...script] = scripts['tour']!.split(' ');
  const { data, portBase } = house.place;
  const child = spawn(process.execPath, script, {
    cwd: root,
    env: { ...process.env, YORISOI_DATA: data, YORISOI_PORT_BASE: String(portBase) },
  });
  story = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (story += text.toString()));
  ended = await new Promise((resolve) => child.once('exit', resolve));
  await until('the worker has nothing left to do', async () => (await waitingWork(house)) === 0, 60_000);
  caseId = (await caseOf(house, words.pupil))?.id;
});
afterAll(() => house.leave());

it('leads a case to its end and says so', () => {
  expect([ended, story.trimEnd().split('\n').at(-1)]).toEqual([0, expect.stringMatching(/報告から終結まで進みました/)]);
  expect(story).toMatch(/CLOSED/);
});

it('tells of the refusals on the way, each with what is missing, of the limits and of the mails', () => {
  const refusals = Number(/断られた手続 (\d+) 回/.exec(story)?.[1]);
  expect(refusals).toBeGreaterThanOrEqual(10);
  expect(story.match(/まだ進めません: 「.+」\n +- .+（\w+）/g)).toHaveLength(refusals);
  expect(story).toMatch(/期限 D-JSC-DEATH .+: \d{4}-\d\d-\d\d（余裕をみた日 \d{4}-\d\d-\d\d）/);
  expect(story).toMatch(/メール \d+通: kyoiku@mihon\.example/);
});

it('did every act and step of the story exactly once, and journalled each', async () => {
  expect((await caseOf(house, words.pupil)).state).toBe('CLOSED');
  expect(await asRecorded(house, caseId)).toEqual(asTold());
  expect(await asJournalled(house, caseId)).toEqual(asTold());
  expect(await brokenChains(house)).toEqual([]);
});

it('brought every letter it says it sent, none of them twice', async () => {
  const caught = (await (await fetch(`${house.origins.inbox}/mails.json`)).json()) as { messageId: string }[];
  const ids = caught.map(({ messageId }) => messageId.slice(1).split('@')[0]!).sort();
  expect(ids).toEqual(await sentLetters(house));
  expect(ids.length).toBeGreaterThan(50);
  expect(await remindersWithOtherLetters(house)).toEqual([]);
});

/** What no letter and no log may say: people, schools and organisations of the cases, numbers of cases, ids of cases. */
async function caseData(): Promise<string[]> {
  const plain = await house.query<{ word: string }>(`
    select case_no as word from survey_case union select id::text from survey_case union select name from organisation`);
  const rows = [...plain, ...(await house.opened.names()).map((word) => ({ word }))];
  // "架空" alone stands in every name of the demo.
  return rows.flatMap(({ word }) => [word, ...word.split(/[ （）]/)]).filter((word) => word.length > 2 && word !== '（架空）');
}

it('wrote no case data into any letter, neither raw nor read', async () => {
  const forbidden = await caseData();
  expect(forbidden).toEqual(expect.arrayContaining([words.pupil, '架空 一郎', 'みほん市立あおぞら中学校']));
  for (const file of readdirSync(house.rawMails)) {
    const raw = readFileSync(path.join(house.rawMails, file));
    const { subject, text, html, from, to, headerLines } = await simpleParser(raw);
    expect(subject).toBe(mailWords.subject);
    const all = [raw.toString(), subject, text, html, JSON.stringify([from, to]), ...headerLines.map(({ line }) => line)].join('\n');
    expect(forbidden.filter((word) => all.includes(word))).toEqual([]);
  }
});

it('wrote no case data into any log', async () => {
  const forbidden = await caseData();
  for (const file of [...logFiles(house.place.data), path.join(house.place.data, 'postgres.log')]) {
    const said = readFileSync(file, 'utf8');
    expect([path.basename(file), forbidden.filter((word) => said.includes(word))]).toEqual([path.basename(file), []]);
  }
});
