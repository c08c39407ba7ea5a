import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { Clock, allowTrainingClock } from '#lib/database';
import { personPlace } from '#lib/vault';
import { emailIndexOf, testVault } from './key-ring.js';
import { openedBy } from './opened.js';
import type { Role } from '#lib/kernel';

/** A clock a test sets. */
export class SetClock extends Clock {
  at = new Date('2026-03-02T10:00:00+09:00');

  async now(): Promise<Date> {
    return this.at;
  }
}

/** Names that must never leave in a mail. */
export const canaries = ['カナリア花子', 'カナリア小学校', 'カナリア市', 'カナリア一郎', 'カナリア質問'];

/** One case with its people, written straight into the tables by the owner of the database. */
export class MailWorld {
  readonly founderId = randomUUID();
  readonly schoolId = randomUUID();
  readonly caseId = randomUUID();
  private version = 1;

  private constructor(private readonly owner: Client) {}

  static async in(ownerUrl: string): Promise<MailWorld> {
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await allowTrainingClock((sql) => owner.query(sql));
    const world = new MailWorld(owner);
    await world.run(`insert into organisation (id, kind, founder_kind, name) values ($1, 'founder', 'municipal', 'カナリア市')`, [
      world.founderId,
    ]);
    await world.run(`insert into organisation (id, kind, name, parent_id) values ($1, 'school', 'カナリア小学校', $2)`, [
      world.schoolId,
      world.founderId,
    ]);
    await world.run(
      `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
       values ($1, $2, $3, $4, '2025', 'BASIC_RUNNING', '2026-02-02', 'カナリア花子', '2026-02-01', '2026-02-02T09:00:00+09:00')`,
      [world.caseId, `K-${world.caseId.slice(0, 8)}`, world.founderId, world.schoolId],
    );
    return world;
  }

  close(): Promise<void> {
    return this.owner.end();
  }

  async run<T>(sql: string, params: unknown[] = []): Promise<T[]> {
    return (await this.owner.query(sql, params)).rows as T[];
  }

  async person(email = `p${randomUUID().slice(0, 8)}@example.jp`): Promise<string> {
    const id = randomUUID();
    const box = await testVault.ofPeople((sql, params) => this.run(sql, params));
    await this.run(`insert into person (id, name, email, email_index, password_hash, created_at) values ($1, $2, $3, $4, 'x', now())`, [
      id,
      box.seal(personPlace('name', id), 'カナリア一郎'),
      box.seal(personPlace('email', id), email),
      emailIndexOf(email),
    ]);
    return id;
  }

  /** Everybody, as who has the key ring reads them. */
  people = () => openedBy((sql, params) => this.run(sql, params)).person();

  /** The person with this address has another one now. */
  async moved(email: string): Promise<void> {
    const [row] = await this.run<{ id: string }>('select id from person where email_index = $1', [emailIndexOf(email)]);
    const box = await testVault.ofPeople((sql, params) => this.run(sql, params));
    const to = `${row!.id}@example.jp`;
    await this.run('update person set email = $2, email_index = $3 where id = $1', [
      row!.id,
      box.seal(personPlace('email', row!.id), to),
      emailIndexOf(to),
    ]);
  }

  async official(role: Role, endsOn: string | null = null, email?: string): Promise<string> {
    const id = await this.person(email);
    await this.grant(id, role, endsOn);
    return id;
  }

  private grant(personId: string, role: Role, endsOn: string | null = null): Promise<unknown> {
    const organisation = role === 'school' ? this.schoolId : role === 'relative' || role === 'representative' ? null : this.founderId;
    return this.run(
      `insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on) values ($1, $2, $3, $4, '2020-04-01', $5)`,
      [randomUUID(), personId, role, organisation, endsOn],
    );
  }

  async relative(reminders = true): Promise<{ id: string; personId: string }> {
    const [id, personId] = [randomUUID(), await this.person()];
    await this.grant(personId, 'relative');
    await this.run(
      `insert into relative (id, case_id, person_id, name, relation, term, reminders, created_at) values ($1, $2, $3, 'カナリア一郎', 'father', 'jishi', $4, now())`,
      [id, this.caseId, personId, reminders],
    );
    return { id, personId };
  }

  /** Somebody who acts for a relative since 1 February 2026. */
  async representative(relativeId: string, { copies = true, endsOn = null as string | null } = {}): Promise<string> {
    const personId = await this.person();
    await this.run(
      `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on, ends_on)
       values ($1, $2, $3, $4, 'lawyer', 'カナリア一郎', true, false, $5, '2026-02-01', $6)`,
      [randomUUID(), this.caseId, relativeId, personId, copies, endsOn],
    );
    return personId;
  }

  async member(role: 'committeeMember' | 'secretariat', recusedOn: string | null = null): Promise<string> {
    const personId = await this.person();
    await this.grant(personId, role);
    await this.run(
      `insert into appointment (id, case_id, person_id, role, name, profession, nominating_body, outside, starts_on, recused_on)
       values ($1, $2, $3, $4, 'カナリア一郎', 'lawyer', 'bar', true, '2026-02-10', $5)`,
      [randomUUID(), this.caseId, personId, role, recusedOn],
    );
    return personId;
  }

  async act(name: string, data: object = {}): Promise<string> {
    const id = randomUUID();
    await this.run(
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
       values ($1, $2, $3, $4, '2026-03-01', now(), $5, 'founder', $6)`,
      [id, this.caseId, ++this.version, name, randomUUID(), JSON.stringify({ ...data, question: 'カナリア質問' })],
    );
    return id;
  }

  /** A reminder that the JSC limit is a year away, as the sweep makes it. */
  async reminder(): Promise<{ id: string; deadlineId: string }> {
    const [id, deadlineId] = [randomUUID(), randomUUID()];
    await this.run(
      `insert into deadline (id, case_id, rule, counted_from, first_counted_on, strict_on, safe_on, ext142_on, opened_at, calendar_version)
       values ($1, $2, 'D-JSC-DEATH', '2026-02-01', '2026-02-02', '2028-02-01', '2028-02-01', '2028-02-01', now(), 'none')`,
      [deadlineId, this.caseId],
    );
    await this.run(
      `insert into reminder (id, deadline_id, lead, due_on, made_at) values ($1, $2, '-12m/2028-02-01', '2027-02-01', '2027-02-01T07:00:00+09:00')`,
      [id, deadlineId],
    );
    return { id, deadlineId };
  }

  /** A deadline whose reminder is due: the sweep makes it. */
  async dueDeadline(): Promise<void> {
    await this.run(
      `insert into deadline (id, case_id, rule, counted_from, first_counted_on, strict_on, safe_on, ext142_on, opened_at, next_reminder_at, calendar_version)
       values ($1, $2, 'D-JSC-DEATH', '2026-02-01', '2026-02-02', '2028-02-01', '2028-02-01', '2028-02-01', now(), '2026-08-01T07:00:00+09:00', 'none')`,
      [randomUUID(), this.caseId],
    );
  }

  /** Sets the training clock, which the whole installation obeys. */
  async setTrainingClock(at: string): Promise<void> {
    await this.run(
      `insert into training_clock (id, ahead, set_at) values (1, $1::timestamptz - now(), now()) on conflict (id) do update set ahead = excluded.ahead`,
      [at],
    );
  }

  async mail(kind: string, personId: string, subjectId: string = randomUUID(), notBefore = '2026-03-01T09:00:00+09:00'): Promise<string> {
    const id = randomUUID();
    await this.run(`insert into mail (id, kind, subject_id, person_id, case_id, not_before, made_at) values ($1, $2, $3, $4, $5, $6, $6)`, [
      id,
      kind,
      subjectId,
      personId,
      this.caseId,
      notBefore,
    ]);
    return id;
  }

  mailRow = async (id: string): Promise<{ not_before: Date; sent_at: Date | null; refused_at: Date | null; refused_why: string | null }> =>
    (await this.run<never>('select not_before, sent_at, refused_at, refused_why from mail where id = $1', [id]))[0]!;

  /** Kind and receiver of every letter of the case. */
  letters = async (): Promise<string[]> =>
    (
      await this.run<{ line: string }>(`select kind || ' ' || person_id as line from mail where case_id = $1 order by 1`, [this.caseId])
    ).map((row) => row.line);

  journal = async (event: string): Promise<Record<string, unknown>[]> =>
    (await this.run<{ content: string }>('select content from journal_entry where case_id = $1 order by seq', [this.caseId]))
      .map(({ content }) => JSON.parse(content) as { event: string; facts: Record<string, unknown> })
      .filter((entry) => entry.event === event)
      .map((entry) => entry.facts);
}
