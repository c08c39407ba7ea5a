import { newId } from '#lib/kernel';
import { newSecret } from '../../libs/vault/domain/seal.js';
import { RingFile } from '../../libs/vault/ring-file.js';
import { type Wrapped, caseOwner, unwrap, wrap } from '../../libs/vault/vault.js';

type Query = (sql: string, params?: unknown[]) => Promise<unknown[]>;

/** Many cases like one that is there, each with a data key wrapped by the master key `test`. */
export class ManyKeys {
  private readonly secrets = new Map<string, string>();

  constructor(
    private readonly query: Query,
    private readonly keyRing: string,
  ) {}

  async add(many: number, likeCaseId: string): Promise<void> {
    const master = new RingFile(this.keyRing).ring().masters.get('test')!;
    for (const id of Array.from({ length: many }, newId)) {
      const secret = newSecret();
      this.secrets.set(id, secret.toString('hex'));
      const { no, master: name, wrapped } = wrap(master, caseOwner(id), 1, secret);
      await this.query(
        `with c as (insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
           select $1::uuid, $1::uuid::text, founder_id, school_id, edition, 'CLOSED', state_since, 'x', date_of_death, reported_at from survey_case where id = $2 returning id)
         insert into case_key (case_id, no, master_key, wrapped) select id, $3::int, $4, $5 from c`,
        [id, likeCaseId, no, name, wrapped],
      );
    }
  }

  /** How many data keys each master key wraps. */
  wrappedBy = async (): Promise<Readonly<Record<string, number>>> => {
    const rows = await this.query('select master_key as master, count(*)::int as n from case_key group by 1 order by 1');
    return Object.fromEntries((rows as { master: string; n: number }[]).map(({ master, n }) => [master, n]));
  };

  /** Ids of those whose data key is lost or another one than before. */
  async lost(): Promise<string[]> {
    const { masters } = new RingFile(this.keyRing).fresh();
    const ids = [...this.secrets.keys()];
    const rows = (await this.query('select case_id as id, no, master_key as master, wrapped from case_key where case_id = any($1)', [
      ids,
    ])) as (Wrapped & { id: string })[];
    const now = new Map(rows.map((row) => [row.id, unwrap(masters.get(row.master)!, caseOwner(row.id), row).toString('hex')]));
    return ids.filter((id) => now.get(id) !== this.secrets.get(id));
  }
}
