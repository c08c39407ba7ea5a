import { buildWeb } from '#lib/web';
import { tokyoDate } from '#lib/kernel';
import { familyLetter as words, twoPersons } from '#lib/texts';
import { ConsoleModule } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { codeOn } from '../support/by-letter.js';
import { testKeyRing } from '../support/key-ring.js';
import { type RepresentativeWorld, representativeWorld } from '../support/representative.world.js';
import { hiddenOf, key, visitors } from '../support/visitor.js';
import { waited } from '../support/waited.js';

jest.setTimeout(180_000);
let world: RepresentativeWorld;
let pages: ReturnType<typeof visitors>;
let closes: () => Promise<void>;
type Who = 'founder' | 'colleague' | 'head' | 'newcomer' | 'school' | 'administrator';
const cookies = {} as Record<Who | 'mother' | 'father', string>;
const ids = {} as Record<Who, string>;
let at: string;
let caseId: string;
let mother: string;
const today = tokyoDate(new Date());

beforeAll(async () => {
  world = await representativeWorld();
  const { founder, school } = world.people;
  const others = {
    ...{ founder, school },
    colleague: await world.house.person('colleague@board.example', '設置者 二', 'founder', founder.organisationId),
    head: await world.house.person('head@board.example', '設置者 長', 'founderHead', founder.organisationId),
    administrator: await world.house.person('kanri@board.example', '管理 者', 'administrator', founder.organisationId),
    newcomer: await world.house.person('new@board.example', '設置者 新', 'founder', founder.organisationId),
  };
  // Let in by one hand, and lately.
  await world.sql('update role_grant set given_at = now(), given_by = $2 where person_id = $1', [others.newcomer.id, others.founder.id]);
  await world.sql('update person set vouched_at = null where id = $1', [others.newcomer.id]);
  const app = await buildWeb({
    ...pagesOfConsole,
    module: ConsoleModule.for({
      ...{ databaseUrl: world.database.urls.console, keyRing: testKeyRing, training: false, mode: 'production', secureCookies: false },
      ...{ secondFactor: 'whoHasOne', familyOrigin: 'https://kazoku.example.jp' },
    }),
    log: (line) => world.faults.push(line),
  });
  closes = () => app.close();
  pages = visitors(() => app);
  for (const who of Object.keys(others) as Who[]) {
    cookies[who] = await pages.signIn(others[who].email);
    ids[who] = others[who].id;
  }
  for (const who of ['mother', 'father'] as const) cookies[who] = await world.signIn(world.people[who].email);
});
afterAll(async () => {
  await closes?.();
  await world?.close();
});
beforeEach(async () => {
  await world.sql(
    `update family_letter_request set stopped_at = now(), stopped_by = asked_by where done_at is null and stopped_at is null`,
  );
  ({ caseId, mother } = await world.tell());
  at = `/cases/${caseId}`;
});
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

const letter = () => `${at}/relatives/${mother}/letter`;
async function fillIn(who: Who, path: string, fields: Readonly<Record<string, string>> = {}) {
  const { body } = await pages.open(path, cookies[who]);
  return pages.send(path, { idempotencyKey: key(), ...hiddenOf(body, path), ...fields }, cookies[who]);
}
const asks = (by: Who, who: Who = 'founder') => fillIn(who, letter(), { by: ids[by] });
const requestOf = async () =>
  (await world.sql<{ id: string }>('select id from family_letter_request where case_id = $1 order by asked_at desc limit 1', [caseId]))[0]!
    .id;
const confirms = async (who: Who, more: Readonly<Record<string, string>> = {}) =>
  fillIn(who, `${at}/letter-requests/${await requestOf()}`, { how: 'callBack', on: today, ...more });
const time = () => waited((text, params) => world.sql(text, params as unknown[]));
const makes = (who: Who = 'founder') => fillIn(who, letter());
const codes = async () => (await world.sql('select from family_letter where case_id = $1', [caseId])).length;
const stops = async (cookie: string, app: 'family' | 'console') =>
  (app === 'family' ? world : pages).send(`/account/waiting/${await requestOf()}/stop`, { idempotencyKey: key() }, cookie);

describe('a letter into an account that somebody signs in to', () => {
  it('is asked for by one, confirmed by who saw her, and made by the first after three days', async () => {
    expect((await asks('school')).statusCode).toBe(303);
    expect((await confirms('school')).statusCode).toBe(303);
    const early = await makes();
    expect([early.statusCode, await codes()]).toEqual([422, 0]);
    // The form that came back asked nothing anew.
    expect(await world.sql('select from family_letter_request where id = $1 and stopped_at is null', [await requestOf()])).toHaveLength(1);
    await time();
    const made = await makes();
    expect([made.statusCode, codeOn(made.body.replace(/<[^>]*>/g, '')).length]).toEqual([200, 19]);
    const kept = await world.sql<object>(
      `select l.identity_how as how, l.identity_by as by, i.made_by as "madeBy", i.second_by as second, i.purpose
         from family_letter l join invitation i on i.id = l.invitation_id where l.case_id = $1`,
      [caseId],
    );
    expect(kept).toEqual([{ how: 'callBack', by: ids.school, madeBy: ids.founder, second: ids.school, purpose: 'recovery' }]);
    // Made once: what comes after is asked for anew.
    expect([(await makes()).statusCode, await codes()]).toEqual([422, 1]);
  });
  it('is not made while nobody confirmed it, whoever asks and however long it waits', async () => {
    await asks('colleague');
    await time();
    for (const who of ['founder', 'colleague', 'head'] as const) expect((await makes(who)).statusCode).toBe(422);
    expect(await codes()).toBe(0);
  });

  it('is made by nobody but who asked, so that no one hand does all of it', async () => {
    await asks('colleague');
    await confirms('colleague');
    await time();
    for (const who of ['colleague', 'head'] as const) expect((await makes(who)).statusCode).toBe(422);
    expect(await codes()).toBe(0);
    expect((await makes()).statusCode).toBe(200);
  });

  it('is confirmed by nobody but the one who is named, on a page that others do not find', async () => {
    await asks('school');
    for (const who of ['founder', 'colleague', 'head'] as const) expect((await confirms(who)).statusCode).toBe(404);
    expect((await confirms('administrator')).statusCode).toBe(403);
    expect((await pages.open(`${at}/letter-requests/${await requestOf()}`, cookies.school)).body).toContain(words.confirm.title);
    expect((await pages.open('/account', cookies.school)).body).toContain(`${at}/letter-requests/${await requestOf()}`);
  });

  it('is not confirmed by somebody whom the first let in, or who has the role since yesterday', async () => {
    await asks('newcomer');
    const refused = await confirms('newcomer');
    expect([
      refused.statusCode,
      await world.sql('select from family_letter_request where confirmed_by is not null and case_id = $1', [caseId]),
    ]).toEqual([403, []]);
  });

  it.each([
    ['no way', { how: 'guessed' }],
    ['a day to come', { on: '2999-01-01' }],
  ])('takes no confirmation with %s', async (_, wrong) => {
    await asks('school');
    expect((await confirms('school', wrong as Record<string, string>)).statusCode).toBe(422);
  });
});

describe('whose account it is', () => {
  it('is told by mail at once, reads on her page who asks and from when, and stops it with one button', async () => {
    await asks('school');
    await confirms('school');
    const told = await world.sql<{ kind: string; person: string }>(
      `select distinct kind, person_id as person from mail where kind in ('letter-asked', 'two-persons-asked') order by 1, 2`,
    );
    const others = [ids.head, ids.school].sort().map((person) => ({ kind: 'two-persons-asked', person }));
    expect(told).toEqual(expect.arrayContaining([{ kind: 'letter-asked', person: world.people.mother.id }, ...others]));
    const shown = (await world.open('/account', cookies.mother)).body;
    for (const text of [twoPersons.family.title, twoPersons.family.stop, 'みほん市教育委員会']) expect(shown).toContain(text);
    expect((await world.open('/account', cookies.father)).body).not.toContain(twoPersons.family.title);
    expect((await stops(cookies.father, 'family')).statusCode).toBe(404);
    expect((await stops(cookies.mother, 'family')).statusCode).toBe(303);
    await time();
    expect([(await makes()).statusCode, await codes()]).toEqual([422, 0]);
    expect((await pages.open(letter(), cookies.founder)).body).toContain(words.asks.states.stopped);
    const [entry] = await world.sql<{ by: string }>(
      `select content::jsonb->'actor'->>'personId' as by from journal_entry where case_id = $1 and content::jsonb->>'event' = 'family-letter-stopped'`,
      [caseId],
    );
    expect(entry).toBeDefined();
    const office = await world.sql(`select from mail where case_id = $1 and kind = 'family-wrote' and person_id = $2`, [caseId, ids.head]);
    expect(office.length).toBeGreaterThan(0);
  });

  it('can stop it although it was confirmed and its time has come, until the letter is made', async () => {
    await asks('school');
    await confirms('school');
    await time();
    const [stopped, made] = await Promise.all([stops(cookies.mother, 'family'), makes()]);
    expect([stopped.statusCode === 303, made.statusCode === 200].filter(Boolean)).toHaveLength(1);
    expect(await codes()).toBe(made.statusCode === 200 ? 1 : 0);
  });

  it('is helped by the head and by the one named, and by nobody else: administrators learn nothing of it', async () => {
    await asks('school');
    expect((await pages.open('/account', cookies.administrator)).body).not.toContain(twoPersons.title);
    for (const who of ['administrator', 'colleague'] as const) expect((await stops(cookies[who], 'console')).statusCode).toBe(404);
    expect((await stops(cookies.head, 'console')).statusCode).toBe(303);
    await asks('school');
    expect((await stops(cookies.school, 'console')).statusCode).toBe(303);
  });
});

it('two who ask at once leave one request that waits', async () => {
  await Promise.all([asks('school'), asks('school', 'colleague'), asks('colleague', 'head')]);
  expect(await world.sql('select from family_letter_request where case_id = $1 and stopped_at is null', [caseId])).toHaveLength(1);
});

it('the database lets no account confirm for another or make the letter early', async () => {
  await asks('school');
  const id = await requestOf();
  for (const change of [
    `confirmed_by = asked_by, confirmed_at = now(), identity_how = 'known', identity_on = current_date`,
    `confirmed_by = identity_by, confirmed_at = now(), identity_how = 'known', identity_on = current_date, done_by = asked_by, done_at = now()`,
  ])
    await expect(world.sql(`update family_letter_request set ${change} where id = $1`, [id])).rejects.toThrow(/check constraint/);
});
