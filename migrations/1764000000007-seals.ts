import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accounts } from './rights.js';

/** The journal: appending in one round trip. */
export class Seals1764000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appending);
    await runner.query(`grant execute on function journal_append to ${accounts.join(', ')}`);
  }

  async down(): Promise<void> {
    throw new Error('A journal is not taken back.');
  }
}

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
        insert into journal_head (chain, seq, hash) values (here, 0, '') on conflict do nothing;
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
