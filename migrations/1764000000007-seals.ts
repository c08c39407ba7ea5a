import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type MoreRights, accounts, grantsOf } from './rights.js';

/** Only the worker seals. What is sealed holds names of chains (ids) and hashes, nothing of any case. */
export const moreRights: MoreRights = {
  yorisoi_console: { journal_root: 'select', journal_leaf: 'select', journal_drawer: 'select' },
  yorisoi_family: { opened_by_office: 'select' },
  yorisoi_committee: { journal_root: 'select' },
  yorisoi_api: { journal_root: 'select', journal_leaf: 'select', journal_drawer: 'select' },
  yorisoi_worker: {
    journal_entry: 'select (chain, written_in)',
    journal_root: 'select, insert',
    journal_leaf: 'select, insert',
    journal_drawer: 'select, insert',
    root_letter: 'select, insert, update (sent_at, refused_at, refused_why)',
  },
};

/** The journal: appending in one round trip, roots over the heads of all chains, and letters that carry them out of the house. */
export class Seals1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appending);
    await runner.query(`grant execute on function journal_append to ${accounts.join(', ')}`);
    await runner.query(sealing);
    await runner.query(letters);
    await runner.query(openedByOffice);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A journal is not taken back.');
  }
}

const drawerOf = (chain: string) =>
  `((get_byte(sha256(convert_to(${chain}, 'UTF8')), 0) << 2) | (get_byte(sha256(convert_to(${chain}, 'UTF8')), 1) >> 6))`;

/** With the rights of whoever calls it. Each statement sees what was committed before it, so a head that was waited for is the newest. */
const appending = `
create function journal_append(chains text[], cases uuid[], ats timestamptz[], contents text[]) returns void language plpgsql as $$
declare
  here text;
  head record;
  next_hash text;
begin
  for n in 1 .. cardinality(chains) loop
    if chains[n] is distinct from here then
      if here is not null then update journal_head set seq = head.seq, hash = head.hash where chain = here; end if;
      here := chains[n];
      select seq, hash into head from journal_head where chain = here for update;
      if not found then
        insert into journal_head (chain, seq, hash, drawer) values (here, 0, '', ${drawerOf('here')}) on conflict do nothing;
        select seq, hash into head from journal_head where chain = here for update;
      end if;
    end if;
    next_hash := encode(sha256(convert_to(head.hash || chr(10) || contents[n], 'UTF8')), 'hex');
    insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
      values (here, head.seq + 1, ats[n], cases[n], contents[n], head.hash, next_hash);
    head.seq := head.seq + 1;
    head.hash := next_hash;
  end loop;
  update journal_head set seq = head.seq, hash = head.hash where chain = here;
end $$;
comment on function journal_append is 'Chains entries, given in the order of their chains: hash = sha256(previous hash, newline, content).';`;

const appendOnly = (table: string) => `
create trigger ${table}_append_only before update or delete on ${table} for each row execute function seal_is_append_only();
create trigger ${table}_no_truncate before truncate on ${table} execute function seal_is_append_only();`;

/**
 * What was written since the last root is found by the transaction that wrote it. Entries are only ever added, so a summary of ranges of
 * pages (BRIN) finds the newest, and costs a writer nearly nothing.
 */
const sealing = `
alter table journal_entry add column written_in bigint not null default 0;
alter table journal_entry alter column written_in set default pg_current_xact_id()::text::bigint;
comment on column journal_entry.written_in is 'Transaction that wrote it: only to find what no root has sealed yet. Not hashed, trusted by nobody.';
create index journal_entry_written on journal_entry using brin (written_in) with (pages_per_range = 16, autosummarize = on);
alter table journal_head add column drawer int;
update journal_head set drawer = ${drawerOf('chain')};
alter table journal_head alter column drawer set not null;
comment on column journal_head.drawer is 'The first ten bits of the hash of its name; set once, when the chain begins.';
create index journal_head_drawer on journal_head (drawer);
create table journal_root (
  no int primary key,
  made_at timestamptz not null,
  of_day date unique,
  previous text not null,
  tree text not null,
  hash text not null unique,
  horizon bigint not null
);
comment on table journal_root is 'Seals the heads of all chains at one moment. hash = sha256 of "root", no, made_at, previous and tree, one a line.';
comment on column journal_root.of_day is 'The first root of this day in Tokyo, which is the one that is mailed.';
comment on column journal_root.horizon is 'The oldest transaction that had not ended: the next root looks at everything from it on.';
create table journal_leaf (
  root_no int not null references journal_root,
  chain text not null,
  drawer int not null,
  seq bigint not null,
  hash text not null,
  primary key (chain, root_no)
);
create index journal_leaf_root on journal_leaf (root_no);
create index journal_leaf_drawer on journal_leaf (drawer, root_no);
comment on table journal_leaf is 'How far a chain had come when a root sealed it; only where it had grown since the root before.';
create table journal_drawer (root_no int not null references journal_root, drawer int not null, hash text not null, primary key (drawer, root_no));
comment on table journal_drawer is 'Tree over the leaves of one drawer, where it has changed with this root.';
create function seal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'seals are never changed or removed' using errcode = '42501';
end $$;
${['journal_root', 'journal_leaf', 'journal_drawer'].map(appendOnly).join('')}`;

const letters = `
create table root_letter (
  id uuid primary key,
  root_no int not null references journal_root,
  day date not null,
  address text not null,
  made_at timestamptz not null,
  sent_at timestamptz,
  refused_at timestamptz,
  refused_why text,
  unique (day, address)
);
create index root_letter_waiting on root_letter (made_at, id) where sent_at is null and refused_at is null;
comment on table root_letter is 'The root of a day to one address outside of the house, never twice. Addresses are a setting, not of people of a case.';`;

/** What relatives may know of the journal: which office, on which day. No person of an office, nothing of what was read. */
const openedByOffice = `
create view opened_by_office with (security_barrier) as
  select distinct e.case_id, ((e.content::jsonb->>'at')::timestamptz at time zone 'Asia/Tokyo')::date as opened_on,
    case e.content::jsonb->>'role' when 'founderHead' then 'founder' when 'committeeMember' then 'committee' when 'secretariat' then 'committee'
      else e.content::jsonb->>'role' end as office,
    case when e.content::jsonb->>'role' in ('school', 'founder', 'founderHead', 'prefecture', 'reader') then (e.content::jsonb->>'organisationId')::uuid end as organisation_id,
    case when e.content::jsonb->>'role' = 'relative' then (e.content::jsonb->>'personId')::uuid end as relative_person_id,
    coalesce(e.content::jsonb->>'ground' = 'break-glass', false) as urgent
  from journal_entry e
  where e.case_id is not null and e.content::jsonb->>'event' = 'read' and e.content::jsonb->>'role' not in ('system', 'administrator');
comment on view opened_by_office is 'Which office opened the file of a case, and on which day. Names no person of an office; the committee only as such.';`;
