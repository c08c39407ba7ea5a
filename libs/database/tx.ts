import { type EntityManager, type QueryRunner } from 'typeorm';
import { type Actor, type Event, type PlainDate, newId, tokyoDate } from '#lib/kernel';
import { type NewEntry, append } from '#lib/journal';
import { type Listeners } from './listeners.js';

/** One transaction: who acts, when (taken once), and everything that must be true together or not at all. */
export class Tx {
  readonly today: PlainDate;
  private readonly entries: NewEntry[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly actor: Actor,
    readonly now: Date,
    private readonly listeners: Listeners,
  ) {
    this.today = tokyoDate(now);
  }

  /** Rows of any statement, also of `update … returning`. Days come as 'YYYY-MM-DD', instants as Date, bigint as number. */
  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return (await run(this.manager, sql, params)).records as T[];
  }

  /** Number of rows a statement touched. */
  async change(sql: string, params: readonly unknown[] = []): Promise<number> {
    return (await run(this.manager, sql, params)).affected ?? 0;
  }

  /** Something happened: journal entry and listeners, all in this transaction. */
  async tell(event: Event): Promise<void> {
    this.note(event);
    for (const listener of this.listeners.to(event.name)) await listener(this, event);
  }

  /** Somebody reads content of a case: `what` is a code such as 'case-page'. No page without its entry. */
  async read(what: string, caseId: string): Promise<void> {
    this.note({ name: 'read', caseId, facts: { what } });
  }

  /** Asks for a job after commit. It carries an id and nothing else; the worker reads the truth again. */
  async enqueue(job: string, subjectId: string): Promise<void> {
    await this.change('insert into outbox (id, job, subject_id) values ($1, $2, $3)', [newId(), job, subjectId]);
    await this.change('notify outbox');
  }

  /**
   * Writes what was noted, as the last thing before commit: the heads of the chains are then locked for a moment only, and always after
   * every other row, so that a reader and a writer of one case cannot block each other crosswise. Called by UnitOfWork alone.
   */
  async writeJournal(): Promise<void> {
    await append(this, this.entries.splice(0));
  }

  private note(event: Event): void {
    const { personId, role, organisationId, zone } = this.actor;
    const content = { at: this.now.toISOString(), event: event.name, personId, role, organisationId, zone, facts: event.facts };
    this.entries.push({ caseId: event.caseId, at: this.now, content });
  }
}

/** TypeORM's plain query() answers updates with a pair [rows, count]; the structured answer is the same for every statement. */
export const run = (manager: { queryRunner?: QueryRunner }, sql: string, params: readonly unknown[]) =>
  manager.queryRunner!.query(sql, [...params], true);
