import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, UnitOfWork, runMigrations } from '#lib/database';
import { actForms, viewCase } from '#lib/cases';
import { fieldsOf } from '#lib/forms';
import { newId, systemActor } from '#lib/kernel';
import { vault as words } from '#lib/texts';
import { SealBroken, Vault, sealPlain } from '#lib/vault';
import { testKeyRing } from '../support/key-ring.js';
import { runProgram } from '../support/program.js';
import { type TwoStories, twoStories } from '../support/two-stories.js';

jest.setTimeout(120_000);

let stories: TwoStories;
let owner: DataSource;
let tokenIds: readonly string[];
const many = 250;

/** A database of the version before, with what people had written there. */
beforeAll(async () => {
  stories = await twoStories('印の付いた氏名');
  ({ owner } = stories);
  await owner.query(`delete from migration where name like 'SealedMore%'`);
  await owner.query('alter table root_letter drop column address_index, add unique (day, address)');
  await owner.query(`update survey_case set grade = '印の付いた学年' where id = $1`, [stories.caseId]);
  const [grant] = await owner.query<{ id: string; personId: string }[]>('select id, person_id as "personId" from role_grant limit 1');
  tokenIds = Array.from({ length: many }, newId);
  for (const id of tokenIds)
    await owner.query(`insert into api_token (id, grant_id, label, created_at) values ($1, $2, 's1:1:印の付いた連携', now())`, [
      id,
      grant!.id,
    ]);
  await owner.query(
    `insert into passkey (id, person_id, credential_id, public_key, counter, rp_id, label, transports, made_at)
     values ($1, $2, 'c', 'k', 0, 'localhost', '印の付いた鍵', '', now())`,
    [newId(), grant!.personId],
  );
  await owner.query(
    `insert into journal_root (no, made_at, of_day, previous, tree, hash, horizon) values (1, now(), current_date, '', 't', 'h', 0)`,
  );
  await owner.query(
    `insert into root_letter (id, root_no, day, address, made_at) values ($1, 1, current_date, 'marked@soto.example', now())`,
    [newId()],
  );
  await owner.query(`insert into sign_in_attempt (address_hash, account_hash, at) values ('a', 'b', now())`);
  expect(await runMigrations(stories.database.ownerUrl)).toEqual(['SealedMore1764000000014']);
});
afterAll(() => stories?.close());

const settings = () => ({ keyRing: testKeyRing, databaseUrl: stories.database.ownerUrl });
const clear = async (): Promise<number> => {
  const [{ n }] = (await owner.query(
    `select ((select count(*) from survey_case t where t::text like '%印の%') + (select count(*) from api_token t where t::text like '%印の%')
       + (select count(*) from passkey t where t::text like '%印の%') + (select count(*) from root_letter t where t::text like '%marked%'))::int as n`,
  )) as [{ n: number }];
  return n;
};
const startConsole = () =>
  runProgram(
    'apps/console/main.ts',
    [],
    {
      PORT: '0',
      YORISOI_MODE: 'solo',
      YORISOI_KEY_RING: testKeyRing,
      DATABASE_URL: stories.database.urls.console,
    },
    (said, child) => void (said.includes('ready') && child.kill('SIGTERM')),
  );

it('an app does not start beside what stands in the clear, and says what to do', async () => {
  expect(await clear()).toBe(many + 3);
  const { code, said } = await startConsole();
  expect(code).toBe(1);
  expect(said).toContain(words.problems['not-sealed']);
  expect(said).toContain('npm run keys:seal');
});

it('the command seals it, goes on where it was broken off, and does it once', async () => {
  const environment = { YORISOI_KEY_RING: testKeyRing, DATABASE_URL: stories.database.ownerUrl };
  // A row that refuses breaks it off in the middle.
  await owner.query(`alter table passkey add constraint broken check (label like 'plain:%')`);
  const broken = await runProgram('libs/vault/keys.main.ts', ['seal'], environment);
  expect(broken.code).toBe(1);
  expect(await clear()).toBe(2);
  expect((await startConsole()).code).toBe(1);
  await owner.query('alter table passkey drop constraint broken');
  const sealed = await runProgram('libs/vault/keys.main.ts', ['seal'], environment);
  expect(sealed).toEqual({ code: 0, said: `${words.keys.sealed.replace('{count}', '2')}\n` });
  expect(await clear()).toBe(0);
  expect(await sealPlain(settings())).toBe(0);
  expect((await startConsole()).said).not.toContain(words.problems['not-sealed']);
});

it('it reads as it was written, in its place alone', async () => {
  const vault = new Vault(testKeyRing).within({ query: (sql, params = []) => owner.query(sql, [...params]) });
  const [ofCase, ofHouse] = [await vault.ofCase(stories.caseId), await vault.ofPeople()];
  const [found] = await owner.query<
    { grade: string; label: string; passkeyId: string; passkey: string; letterId: string; address: string }[]
  >(
    `select grade, (select label from api_token where id = $2) as label, p.id as "passkeyId", p.label as passkey, l.id as "letterId", l.address
     from survey_case c, passkey p, root_letter l where c.id = $1`,
    [stories.caseId, tokenIds[0]],
  );
  expect(ofCase.open(`survey_case.grade:${stories.caseId}`, found!.grade)).toBe('印の付いた学年');
  // A text that only looks sealed is one like any other.
  expect(ofHouse.open(`api_token.label:${tokenIds[0]}`, found!.label)).toBe('s1:1:印の付いた連携');
  expect(ofHouse.open(`passkey.label:${found!.passkeyId}`, found!.passkey)).toBe('印の付いた鍵');
  expect(ofHouse.open(`root_letter.address:${found!.letterId}`, found!.address)).toBe('marked@soto.example');
  expect(await owner.query('select address_index as print from root_letter')).toEqual([
    { print: vault.print('root_letter.address', 'marked@soto.example') },
  ]);
  expect(() => ofHouse.open(`api_token.label:${tokenIds[1]}`, found!.label)).toThrow(SealBroken);
});

it('hashes of accounts and addresses that could be guessed are gone', async () =>
  expect(await owner.query('select count(*)::int as n from sign_in_attempt')).toEqual([{ n: 0 }]));

describe('acts and steps from before they were sealed', () => {
  const view = () =>
    new UnitOfWork(owner, new SystemClock(), new Listeners(), new Vault(testKeyRing)).run(systemActor('console'), (tx) =>
      viewCase(tx, stories.caseId, 'case-page'),
    );
  const said = (seen: Awaited<ReturnType<typeof view>>) => JSON.stringify(seen.history.entries);

  it('count again once they are sealed, say what they said, and show no choice any more', async () => {
    const before = await view();
    expect([before.unreadable, before.history.has('recordIntention')]).toEqual([0, true]);
    // As the version before wrote them.
    await owner.query('alter table act disable trigger act_append_only');
    for (const entry of before.history.entries) {
      if (entry.kind === 'step') continue;
      const [row] = await owner.query<{ data: Record<string, unknown> }[]>('select data from act where id = $1', [entry.id]);
      const kinds = new Map(fieldsOf(actForms[entry.name]).map(({ name, kind }) => [name, kind]));
      const { proof: _proof, ...data } = Object.fromEntries(
        Object.entries(row!.data).map(([field, value]) => [
          field,
          ['choice', 'choices', 'yes', 'flag'].includes(kinds.get(field) ?? '') ? entry.data[field] : value,
        ]),
      );
      await owner.query('update act set data = $2 where id = $1', [entry.id, JSON.stringify(data)]);
    }
    await owner.query('alter table act enable trigger act_append_only');
    await owner.query(
      `update case_state set proof = 'plain:' || concat_ws(' ', at_version, step, from_state, to_state, taken_on, person_id, role)`,
    );
    expect((await view()).history.entries).toEqual([]);
    expect(await inTheClear()).toBeGreaterThan(0);
    await owner.query(
      `insert into key_renewal (id, what, key, asked_at, not_before) values (gen_random_uuid(), 'plain', 'migration 37', now(), now())`,
    );
    expect(await sealPlain(settings())).toBeGreaterThan(0);
    expect(said(await view())).toBe(said(before));
    expect(await inTheClear()).toBe(0);
    expect(await sealPlain(settings())).toBe(0);
  });
  const inTheClear = async (): Promise<number> => {
    const [{ n }] = (await owner.query(
      `select count(*)::int as n from act where case_id = $1 and (jsonb_path_exists(data, '$.* ? (@ == true)') or data->>'wish' ~ '^[A-Z_]+$')
         and not data ? 'waits'`,
      [stories.caseId],
    )) as [{ n: number }];
    return n;
  };
});
