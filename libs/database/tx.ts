import { type EntityManager, type QueryRunner } from 'typeorm';
import { type Actor, type Event, type PlainDate, newId, tokyoDate } from '#lib/kernel';
import { type Ground, append, groundOf } from '#lib/journal';
import { type Vault, type VaultOfTx } from '#lib/vault';
import { type Listeners } from './listeners.js';

/** What they read stays in the committee's room; whoever it was opened to by law reads in the journal of the case. */
const appointed: readonly string[] = ['committeeMember', 'secretariat'];

/** One transaction: who acts, when (taken once), and everything that must be true together or not at all. */
export class Tx {
  readonly today: PlainDate;
  private readonly entries: Event[] = [];
  private readonly cases = new Set<string>();
  private readonly grounds = new Map<string, { readonly ground: Ground; readonly more: Event['facts'] }>();
  private opened: VaultOfTx | undefined;
  private readonly ends: (() => Promise<unknown>)[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly actor: Actor,
    readonly now: Date,
    private readonly listeners: Listeners,
    private readonly house?: Vault,
  ) {
    this.today = tokyoDate(now);
  }

  /** What names and texts are sealed and opened with. */
  get vault(): VaultOfTx {
    if (!this.house) throw new Error('this unit of work was given no vault');
    return (this.opened ??= this.house.within(this));
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

  /**
   * Somebody reads content of a case: `what` is a code such as 'case-page'. No page without its entry. Of what a family opens, the case keeps
   * that it was its portal: which page is nobody's but hers, and what is hashed cannot be left out of an export.
   */
  async read(what: string, caseId: string): Promise<void> {
    const { role, zone } = this.actor;
    this.note({ name: 'read', caseId, facts: { what: zone === 'family' ? zone : what }, room: appointed.includes(role) });
  }

  /** Somebody reads a list of cases: one entry in the chain of the person, with the ids of those that were shown. */
  async readList(what: string, caseIds: readonly string[]): Promise<void> {
    if (caseIds.length > 0) this.note({ name: 'read', caseId: null, facts: { what, cases: caseIds } });
  }

  /** These cases were found for the actor: before the transaction ends, `read`, `readList` or `tell` must say so, or it fails. */
  found(caseIds: readonly string[]): void {
    for (const id of caseIds) this.cases.add(id);
  }

  /** On what ground the actor stands in this case, where the role alone does not say it; every entry of the transaction about the case does. */
  standOn(caseId: string, ground: Ground, more: Event['facts'] = {}): void {
    this.grounds.set(caseId, { ground, more });
  }

  /** Asks for a job after commit. It carries an id and nothing else; the worker reads the truth again. */
  async enqueue(job: string, subjectId: string): Promise<void> {
    await this.change('insert into outbox (id, job, subject_id) values ($1, $2, $3)', [newId(), job, subjectId]);
    await this.change('notify outbox');
  }

  /** Does this after everything else of the transaction: for what takes the case away from the one who acts. */
  lastly(doing: () => Promise<unknown>): void {
    this.ends.push(doing);
  }

  /** What was left to the end. Called by UnitOfWork alone, before the journal is written. */
  async end(): Promise<void> {
    for (const doing of this.ends.splice(0)) await doing();
  }

  /**
   * Writes what was noted, as the last thing before commit: the heads of the chains are then locked for a moment only, and always after
   * every other row, so that a reader and a writer of one case cannot block each other crosswise. Called by UnitOfWork alone.
   */
  async writeJournal(): Promise<void> {
    const events = this.entries.splice(0);
    this.checkThatReadingIsTold(events);
    const { personId, role, organisationId, zone } = this.actor;
    const at = this.now;
    const who = { at: at.toISOString(), personId, role, organisationId, zone };
    await append(
      this,
      events.map(({ name, caseId, facts, room = false }) => {
        const { ground, more } = (caseId !== null && this.grounds.get(caseId)) || { ground: groundOf(role), more: {} };
        return { caseId, room, at, content: { ...who, event: name, ground, facts: { ...facts, ...more } } };
      }),
    );
  }

  private checkThatReadingIsTold(events: readonly Event[]): void {
    if (this.actor.role === 'system') return;
    const told = new Set(
      events.flatMap(({ caseId, facts }) => [caseId, ...(Array.isArray(facts.cases) ? (facts.cases as unknown[]) : [])]),
    );
    if ([...this.cases].some((id) => !told.has(id))) throw new Error('A case was found and nothing told the journal: say tx.read().');
  }

  private note(event: Event): void {
    this.entries.push(event);
  }
}

/** TypeORM's plain query() answers updates with a pair [rows, count]; the structured answer is the same for every statement. */
export const run = (manager: { queryRunner?: QueryRunner }, sql: string, params: readonly unknown[]) =>
  manager.queryRunner!.query(sql, [...params], true);
