import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { relativesOf, viewCase } from '#lib/cases';
import { Listeners, SystemClock, type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { vault as words } from '#lib/texts';
import { Vault } from '#lib/vault';
import { textRenewals } from '../../libs/vault/progress.js';
import { type Told, askForDataKeys, resealTexts } from '../../libs/vault/renew.js';
import { openedBy } from '../support/opened.js';
import { testKeyRing } from '../support/key-ring.js';
import { runProgram } from '../support/program.js';
import { type TwoStories, twoStories } from '../support/two-stories.js';
import { until } from '../support/until.js';

jest.setTimeout(240_000);

let stories: TwoStories;
let owner: DataSource;
let caseId: string;
beforeAll(async () => {
  stories = await twoStories('印の付いた氏名');
  ({ owner, caseId } = stories);
});
afterAll(() => stories?.close());

const settings = () => ({ keyRing: testKeyRing, databaseUrl: stories.database.ownerUrl });
const asOwner = <T>(doing: (tx: Tx) => Promise<T>, vault: Vault): Promise<T> =>
  new UnitOfWork(owner, new SystemClock(), new Listeners(), vault).run(systemActor('console'), doing);
/** An app that was just started. */
const fresh = () => new Vault(testKeyRing);
const texts = async () => (await openedBy((sql, params) => owner.query(sql, params), fresh()).texts()).sort();
const atOnce = { sealsAfter: 0, resealAfter: 0 };
const ask = (...whose: string[]) => askForDataKeys(settings(), whose, atOnce);
const reseal = async (): Promise<Told[]> => {
  const told: Told[] = [];
  await resealTexts(
    settings(),
    (one) => told.push(one),
    () => undefined,
  );
  return told;
};
const answer = (sql: string, params: unknown[] = []): Promise<string> =>
  owner.query(sql, params).then(
    () => 'done',
    (error: { driverError?: { code?: string } }) => error.driverError?.code ?? String(error),
  );

/** Every sealed text of a case as it stands in the tables, by the number of its data key. */
async function sealedBy(id: string): Promise<Readonly<Record<string, number>>> {
  const rows = await owner.query<{ no: string; n: number }[]>(
    `with texts as (
       select pupil_name as text from survey_case where id = $1
       union all select name from relative where case_id = $1
       union all select unnest(array[name, profession, nominating_body]) from appointment where case_id = $1
       union all select content from released_draft where case_id = $1 union all select content from final_report where case_id = $1
       union all select content from deliberation.draft where case_id = $1
       union all select unnest(array[answer, looked_at]) from deliberation.standard_item where case_id = $1
       union all select e.value from act, jsonb_each_text(data) e where case_id = $1 and e.value like 's1:%')
     select split_part(text, ':', 2) as no, count(*)::int as n from texts where text is not null group by 1`,
    [id],
  );
  return Object.fromEntries(rows.map(({ no, n }) => [no, n]));
}
const addRelative = (vault: Vault, name: string): Promise<string> =>
  asOwner(async (tx) => {
    const id = randomUUID();
    const sealed = (await tx.vault.ofCase(caseId)).seal(`relative.name:${id}`, name);
    await tx.change(
      `insert into relative (id, case_id, name, relation, term, created_at) select $1, $2, $3, relation, term, created_at from relative where case_id = $2 limit 1`,
      [id, caseId, sealed],
    );
    return id;
  }, vault);

describe('a new data key of a case', () => {
  it('seals every text of it anew, and every text is read as it was written', async () => {
    const [before, many, other] = [await texts(), await sealedBy(caseId), await sealedBy(stories.secondId)];
    expect(many['1']).toBeGreaterThan(40);
    const versions = await owner.query('select id, state, version from survey_case order by id');

    expect(await ask(`case:${caseId}`)).toBe(1);
    const [told] = await reseal();
    expect(told).toMatchObject({ whose: `case:${caseId}`, no: 2, left: 0, broken: [] });
    expect(await sealedBy(caseId)).toEqual({ 2: many['1'] });
    expect(await sealedBy(stories.secondId)).toEqual(other);
    expect(await texts()).toEqual(before);
    expect(await owner.query('select id, state, version from survey_case order by id')).toEqual(versions);
  });
  it('is told in the journal of the case, once', async () => {
    const entries = () =>
      owner.query(`select content::jsonb->'facts' as facts from journal_entry where case_id = $1 and content like '%texts-resealed%'`, [
        caseId,
      ]);
    expect(await entries()).toEqual([{ facts: { dataKey: 2 } }]);
    expect(await reseal()).toEqual([]);
    expect(await entries()).toHaveLength(1);
    expect(await textRenewals(settings())).toEqual({ open: 0, ended: 1, first: [] });
  });

  it('seals only when every process has learned of it, and is read by those that have looked', async () => {
    const [running, impatient] = [fresh(), new Vault(testKeyRing, 20)];
    const before = await addRelative(running, '架空 前');
    await addRelative(impatient, '架空 前');
    for (let left = 400; left > 0; left--) await addRelative(running, '架空 親族');
    expect(await askForDataKeys(settings(), [`case:${caseId}`])).toBe(1);
    expect(await askForDataKeys(settings(), [`case:${caseId}`])).toBe(0);
    const [seals] = await owner.query<{ later: boolean }[]>(
      `select seals_from >= now() + interval '100 seconds' as later from case_key where case_id = $1 and no = 3`,
      [caseId],
    );
    expect(seals).toEqual({ later: true });
    const meanwhile = [await addRelative(running, '架空 間'), await addRelative(fresh(), '架空 間')];
    expect(Object.keys(await sealedBy(caseId))).toEqual(['2']);

    const looked = new Vault(testKeyRing, 0);
    const earlier = fresh();
    await asOwner((tx) => tx.vault.ofCase(caseId), earlier);
    await owner.query(`update case_key set seals_from = now() where case_id = $1 and no = 3`, [caseId]);
    const after = await addRelative(looked, '架空 後');
    expect(await sealedBy(caseId)).toMatchObject({ 3: 1 });
    // It had looked before there was the key, looks again in its time, and finds it.
    await sleep(20);
    expect((await asOwner((tx) => relativesOf(tx, caseId), impatient)).map(({ name }) => name)).toContain('架空 後');
    await addRelative(impatient, '架空 後');
    expect(await sealedBy(caseId)).toMatchObject({ 3: 2 });
    // It looked when the key was there and did not seal yet: it opens what others have sealed with it.
    const names = await asOwner((tx) => relativesOf(tx, caseId), earlier);
    expect(
      names
        .filter(({ id }) => [before, ...meanwhile, after].includes(id))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['架空 前', '架空 間', '架空 間', '架空 後'].sort());
    const [{ seconds }] = (await owner.query(
      `select extract(epoch from not_before - asked_at)::int as seconds from key_renewal where ended_at is null`,
    )) as [{ seconds: number }];
    expect(seconds).toBe(300);
  });

  it('goes on where it was killed, shared by two, while the case is read and written: no row is done twice', async () => {
    const before = await texts();
    await owner.query(`update key_renewal set not_before = now() where ended_at is null`);
    const environment = { YORISOI_KEY_RING: testKeyRing, DATABASE_URL: stories.database.ownerUrl };
    let killing: Promise<void> | undefined;
    // Waits first, so that it is heard before it begins.
    await owner.query(`update key_renewal set not_before = now() + interval '2 seconds' where ended_at is null`);
    // Slower than a test can look.
    await owner.query(`create function slowly() returns trigger language plpgsql as 'begin perform pg_sleep(0.005); return new; end'`);
    await owner.query('create trigger slowly before update on relative for each row execute function slowly()');
    const rows = (await sealedBy(caseId))['2']!;
    const killed = await runProgram('libs/vault/keys.main.ts', ['renew'], environment, (said, child) => {
      if (said.includes(words.keys.waiting.split('{seconds} ')[1]!))
        killing ??= until('it has begun', async () => ((await sealedBy(caseId))['3'] ?? 0) > 100).then(() => void child.kill('SIGKILL'));
    });
    await killing;
    expect(killed.code).toBeNull();
    await owner.query('drop trigger slowly on relative');
    expect((await sealedBy(caseId))['2']).toBeGreaterThan(0);
    expect((await textRenewals(settings())).first[0]!.left).toBeGreaterThan(0);

    let reading = true;
    const reader = (async () => {
      let reads = 0;
      for (; reading; reads++) {
        await asOwner((tx) => viewCase(tx, caseId, 'case-page'), fresh());
        await addRelative(fresh(), '架空 新');
      }
      return reads;
    })();
    await Promise.all([reseal(), reseal()]);
    reading = false;
    const added = await reader;
    expect(added).toBeGreaterThan(0);
    expect(await sealedBy(caseId)).toEqual({ 3: rows + 2 + added });
    expect(await texts()).toEqual([...before, '架空 新'].sort());
    expect(await textRenewals(settings())).toEqual({ open: 0, ended: 2, first: [] });
    const [{ done, n }] = (await owner.query(
      `select done, (select count(*)::int from relative where case_id = $2) as n from key_renewal where key = $1`,
      [`case:${caseId} 3`, caseId],
    )) as [{ done: number; n: number }];
    // Two relatives, and those added meanwhile, were sealed with it from the beginning; every other row was done once.
    expect(done).toBe(n - 2 - added + (await rowsBesideRelatives()));
  });
  const rowsBesideRelatives = async () => {
    const [{ n }] = (await owner.query(
      `select (1 + (select count(*) from case_state where case_id = $1) + (select count(*) from appointment where case_id = $1) + (select count(*) from released_draft where case_id = $1)
         + (select count(*) from final_report where case_id = $1) + (select count(*) from deliberation.draft where case_id = $1)
         + (select count(*) from deliberation.standard_item where case_id = $1)
         + (select count(*) from act where case_id = $1 and data::text like '%"s1:%'))::int as n`,
      [caseId],
    )) as [{ n: number }];
    return n;
  };

  it('leaves what cannot be opened as it is, says where it is, and is not over', async () => {
    const [one, two] = await owner.query<{ id: string }[]>('select id from relative where case_id = $1 order by id limit 2', [caseId]);
    const swap = () =>
      owner.query(
        `update relative r set name = o.name from relative o where (r.id, o.id) in (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
        [one!.id, two!.id],
      );
    await swap();
    await ask(`case:${caseId}`);
    const [told] = await reseal();
    expect(told).toMatchObject({ left: 2, broken: [one, two].map((row) => `case:${caseId} relative.name:${row!.id}`) });
    expect((await textRenewals(settings())).first).toMatchObject([{ left: 2, endedAt: null }]);
    await swap();
    expect(await reseal()).toMatchObject([{ left: 0, broken: [] }]);
  });
});

describe('an act', () => {
  const resealing = (change: string) =>
    owner.transaction(async (manager) => {
      await manager.query(`select set_config('yorisoi.resealing', 'on', true)`);
      await manager.query(`update act set ${change} where case_id = $1 and name = 'recordIntention'`, [caseId]);
    });
  const refused = (change: string) =>
    resealing(change).then(
      () => 'done',
      (error: { driverError?: { code?: string } }) => error.driverError?.code,
    );
  it('is never changed, by the owner neither', async () =>
    expect(await answer(`update act set data = data where case_id = $1`, [caseId])).toBe('42501'));
  it.each([
    ['a code of it', `data = data || '{"wish": "OTHER"}'`],
    ['a field more', `data = data || '{"more": "s1:9:AAAA"}'`],
    ['a field less', `data = data - 'wish'`],
    [
      'a text laid open',
      `data = (select jsonb_object_agg(key, case when value #>> '{}' like 's1:%' then '"open"'::jsonb else value end) from jsonb_each(data)) || '{"wish": "x"}'`,
    ],
    ['its day', `occurred_on = occurred_on - 1`],
    ['who did it', `person_id = gen_random_uuid()`],
  ])('is refused %s while texts are sealed anew', async (_, change) => expect(await refused(change)).toBe('42501'));
  it('lets a text be sealed with a later key, and with no earlier one', async () => {
    const to = (no: number) =>
      owner
        .transaction(async (manager) => {
          await manager.query(`select set_config('yorisoi.resealing', 'on', true)`);
          await manager.query(
            `update act set data = (select jsonb_object_agg(key, case when value #>> '{}' like 's1:%' then to_jsonb('s1:${no}:AAAA'::text) else value end) from jsonb_each(data))
             where case_id = $1 and data::text like '%"s1:%'`,
            [caseId],
          );
          throw new Error('may be');
        })
        .catch((error: { driverError?: { code?: string }; message: string }) => error.driverError?.code ?? error.message);
    expect(await to(99)).toBe('may be');
    expect(await to(1)).toBe('42501');
    expect(await to(4)).toBe('42501');
  });
});

it('the house has a new data key likewise, for names and addresses of people', async () => {
  const before = await openedBy((sql, params) => owner.query(sql, params)).person();
  expect(await ask('house:people')).toBe(1);
  expect(await reseal()).toMatchObject([{ whose: 'house:people', caseNo: null, left: 0, broken: [] }]);
  const rows = await owner.query<{ name: string; email: string | null }[]>('select name, email from person');
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.flatMap(({ name, email }) => [name, email]).filter((text) => text !== null && !text.startsWith('s1:2:'))).toEqual([]);
  expect(await openedBy((sql, params) => owner.query(sql, params), fresh()).person()).toEqual(before);
});

it('the command takes the number of a case, and says when there is none', async () => {
  const environment = { YORISOI_KEY_RING: testKeyRing, DATABASE_URL: stories.database.ownerUrl };
  const none = await runProgram('libs/vault/keys.main.ts', ['renew', 'K-0000'], environment);
  expect(none).toEqual({ code: 1, said: `${words.keys.noSuchCase.replace('{name}', 'K-0000')}\n` });
  const [{ caseNo }] = (await owner.query('select case_no as "caseNo" from survey_case where id = $1', [stories.secondId])) as [
    { caseNo: string },
  ];
  let heard = '';
  const ended = await runProgram('libs/vault/keys.main.ts', ['renew', caseNo], environment, (said) => {
    heard = said;
    if (said.includes(words.keys.waiting.split('{seconds} ')[1]!))
      void owner.query('update key_renewal set not_before = now() where ended_at is null');
    void owner.query('update case_key set seals_from = now() where case_id = $1 and no = 2', [stories.secondId]);
  });
  expect(heard).toContain(words.keys.dataKeys.replace('{count}', '1'));
  expect(ended.code).toBe(0);
  expect(ended.said).toContain(`${caseNo}: `);
  expect(ended.said).toContain(words.keys.textsRenewed);
  expect(Object.keys(await sealedBy(stories.secondId))).toEqual(['2']);
});
