import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, grantsOf } from './rights.js';

/** The worker wraps data keys anew through two functions, which show it only keys that wait for it and let it change nothing else. */
export const moreRights: MoreRights = { yorisoi_worker: { key_renewal: 'select, update (done, ended_at)' } };

export class KeyRenewal1764000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    for (const statement of functions) await runner.query(statement);
    await runner.query(beginWithWhatIsLeft);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Keys that were wrapped anew stay so.');
  }
}

const tables = `
create table key_renewal (
  id uuid primary key,
  what text not null check (what in ('wrap')),
  key text not null,
  asked_at timestamptz not null,
  not_before timestamptz not null,
  done int not null default 0,
  ended_at timestamptz,
  unique (what, key)
);
comment on table key_renewal is 'Renewals of keys and how far they are. What is left is counted from the keys themselves. Times here are real time, never training time.';
comment on column key_renewal.key is 'wrap: the master key that wraps every data key from then on.';
create table former_key (
  whose text not null,
  no int not null,
  master_key text not null references key_ring(name),
  wrapped text not null,
  primary key (whose, no, master_key)
);
create index former_key_master on former_key (master_key);
comment on table former_key is 'How a data key was wrapped before, until that master key is dropped from the ring: nothing that wraps anew can lose a key.';
`;

/** With the owner's eyes: no account is granted case_key for it. Settings are as before when it ends. */
const asOwner = (head: string, declared: string, body: string): string => `
create function ${head} language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  maintaining text := coalesce(current_setting('yorisoi.maintenance', true), '');
  newest text := newest_master();
  ${declared}
begin
  perform set_config('yorisoi.maintenance', 'on', true);
  ${body}
end $$`;
const asBefore = `perform set_config('yorisoi.maintenance', maintaining, true);`;
/** Two ranges of the index, which <> would not use. */
const isFormer = '(k.master_key < newest or k.master_key > newest)';

/** Only while a key is as it was read, and once for each master key: what was wrapped before is kept. */
const wrapThoseOf = (table: string, kind: string, id: string, type: string): string => `
  with given as materialized (
    select g.whose, substr(g.whose, ${kind.length + 2})::${type} as id, g.no, g.before, g.after
    from unnest(whoses, nos, befores, afters) as g (whose, no, before, after) where g.whose like '${kind}:%'
  ), kept as (
    insert into former_key (whose, no, master_key, wrapped)
    select g.whose, k.no, k.master_key, k.wrapped from given g join ${table} k on k.${id} = g.id and k.no = g.no
    where k.wrapped = g.before and ${isFormer} on conflict do nothing
  )
  update ${table} k set master_key = newest, wrapped = g.after from given g
  where k.${id} = g.id and k.no = g.no and k.wrapped = g.before and ${isFormer};`;

const functions = [
  `create function newest_master() returns text language sql stable set search_path = pg_catalog, public, pg_temp as $$
     select name from key_ring where kind = 'master' order by made_at desc, name desc limit 1 $$`,
  asOwner(
    'keys_to_wrap(most int) returns table (whose text, no int, master text, wrapped text)',
    '',
    `return query select 'case:' || k.case_id, k.no, k.master_key, k.wrapped from case_key k
    where ${isFormer} order by k.master_key, k.case_id, k.no limit most for update skip locked;
  return query select 'house:' || k.name, k.no, k.master_key, k.wrapped from house_key k
    where ${isFormer} order by k.name, k.no limit most for update skip locked;
  ${asBefore}`,
  ),
  asOwner(
    'wrap_keys(master text, whoses text[], nos int[], befores text[], afters text[]) returns int',
    'cases int; houses int;',
    `if master is distinct from newest then raise exception 'data keys are wrapped with the newest master key only' using errcode = '42501'; end if;
  ${wrapThoseOf('case_key', 'case', 'case_id', 'uuid')}
  get diagnostics cases = row_count;
  ${wrapThoseOf('house_key', 'house', 'name', 'text')}
  get diagnostics houses = row_count;
  ${asBefore}
  return cases + houses;`,
  ),
  asOwner(
    'keys_left() returns int',
    'cases int; houses int;',
    `select count(*) into cases from case_key k where ${isFormer};
  select count(*) into houses from house_key k where ${isFormer};
  ${asBefore}
  return cases + houses;`,
  ),
  'revoke all on function newest_master(), keys_to_wrap(int), wrap_keys(text, text[], int[], text[], text[]), keys_left() from public',
  'grant execute on function newest_master(), keys_to_wrap(int), wrap_keys(text, text[], int[], text[], text[]), keys_left() to yorisoi_worker',
];

/** A database that was given a new master key before there was this job: the worker ends what its operator began. */
const beginWithWhatIsLeft = `
insert into key_renewal (id, what, key, asked_at, not_before) select gen_random_uuid(), 'wrap', newest_master(), now(), now() where keys_left() > 0`;
