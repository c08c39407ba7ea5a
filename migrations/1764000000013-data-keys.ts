import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A case can have several data keys: what is sealed with the one before is sealed with the newest, by the owner alone (libs/vault/renew.ts). */
export class DataKeys1764000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(several);
    await runner.query(actsMayBeResealed);
  }

  async down(): Promise<void> {
    throw new Error('Data keys that seal something stay.');
  }
}

const several = `
alter table case_key add column seals_from timestamptz;
alter table house_key add column seals_from timestamptz;
comment on column case_key.seals_from is 'From when on texts are sealed with it, null: at once. Every process has learned of it by then. Real time, never training time.';
comment on column house_key.seals_from is 'As in case_key.';
alter table key_renewal drop constraint key_renewal_what_check, add constraint key_renewal_what_check check (what in ('wrap', 'texts'));
create index key_renewal_open on key_renewal (not_before, id) where ended_at is null;
comment on column key_renewal.key is 'wrap: the master key that wraps every data key from then on. texts: whose data key, and its number, seals every text from then on.';
`;

/**
 * What was done stays as it was entered. Only how a text of it is sealed may change, to a later data key, where the owner says that he is at it:
 * the apps have no right to change acts at all. The owner could do more, with this or without: it is his mistakes that are kept out.
 */
const actsMayBeResealed = `
create or replace function act_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('yorisoi.resealing', true) = 'on' then
    if to_jsonb(new) - 'data' = to_jsonb(old) - 'data' and not exists (
      select from jsonb_each(old.data) o full join jsonb_each(new.data) n using (key)
      where o.value is distinct from n.value and not coalesce(
        jsonb_typeof(o.value) = 'string' and jsonb_typeof(n.value) = 'string'
        and o.value #>> '{}' ~ '^s1:[0-9]+:[A-Za-z0-9_-]+$' and n.value #>> '{}' ~ '^s1:[0-9]+:[A-Za-z0-9_-]+$'
        and split_part(n.value #>> '{}', ':', 2)::int > split_part(o.value #>> '{}', ':', 2)::int, false)
    ) then return new; end if;
  end if;
  raise exception 'acts are never changed or removed' using errcode = '42501';
end $$;
`;
