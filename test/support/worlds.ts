import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Client } from 'pg';
import { addDays } from '#lib/calendar';
import { stateNames } from '#lib/cases';
import { type PlainDate, plainDate } from '#lib/kernel';
import { testVault } from './key-ring.js';

/** The day the worlds live in. */
export const noon: PlainDate = plainDate('2026-06-15');

const index = (size: number) => fc.integer({ min: 0, max: size - 1 });
const around = fc.integer({ min: -2, max: 2 });
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const flag = fc.boolean();
export const sizes = { prefectures: 2, founders: 3, schools: 4, people: 5, cases: 5 } as const;

/** Who belongs where, as numbers: what the database is made of, and what the model reads. */
export const someWorld = fc.record({
  parentOfFounder: fc.tuple(...Array.from({ length: sizes.founders }, () => sometimes(index(sizes.prefectures)))),
  founderOfSchool: fc.tuple(...Array.from({ length: sizes.schools }, () => index(sizes.founders))),
  cases: fc.array(
    fc.record({
      school: index(sizes.schools),
      state: fc.constantFrom(...stateNames),
      dueOn: sometimes(around),
      overridden: flag,
      serious: flag,
      consented: flag,
      relatives: fc.array(sometimes(index(sizes.people)), { maxLength: 3 }),
      appointments: fc.array(
        fc.record({
          person: sometimes(index(sizes.people)),
          role: fc.constantFrom('committeeMember' as const, 'secretariat' as const),
          startsOn: around,
          endsOn: sometimes(around),
          recusedOn: sometimes(around),
        }),
        { maxLength: 3 },
      ),
      mandates: fc.array(
        fc.record({ person: sometimes(index(sizes.people)), startsOn: around, endsOn: sometimes(around), withdrawnOn: sometimes(around) }),
        { maxLength: 2 },
      ),
      openings: fc.array(fc.record({ asker: index(sizes.people), confirmed: flag, ended: flag, over: flag }), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: sizes.cases },
  ),
});
export type World = typeof someWorld extends fc.Arbitrary<infer T> ? T : never;

export interface Appointment {
  readonly person: string | null;
  readonly role: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
  readonly recusedOn: PlainDate | null;
}
/** Somebody acts for the first relative of the case. */
export interface Acting {
  readonly person: string | null;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
}
/** The committee's room opened to somebody: whether a second person confirmed it, somebody ended it, its time is over. */
export interface Opening {
  readonly asker: string;
  readonly confirmed: boolean;
  readonly ended: boolean;
  readonly over: boolean;
}
/** A case as it stands in the tables, with what decides who finds it. */
export interface Built {
  readonly id: string;
  readonly caseNo: string;
  readonly state: string;
  readonly dueOn: PlainDate | null;
  readonly founder: string;
  readonly prefecture: string | null;
  readonly school: string;
  readonly overridden: boolean;
  readonly serious: boolean;
  readonly consented: boolean;
  readonly relatives: readonly (string | null)[];
  readonly appointments: readonly Appointment[];
  readonly mandates: readonly Acting[];
  readonly openings: readonly Opening[];
}
export interface BuiltWorld {
  readonly prefectures: readonly string[];
  readonly founders: readonly string[];
  readonly schools: readonly string[];
  readonly people: readonly string[];
  readonly cases: readonly Built[];
}

const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const dayAt = (offset: number | null): PlainDate | null => (offset === null ? null : addDays(noon, offset));

/** Writes a world into the tables, one row or more into every table of a case. */
export async function build(owner: Client, world: World): Promise<BuiltWorld> {
  const [prefectures, founders, schools, people] = [ids(sizes.prefectures), ids(sizes.founders), ids(sizes.schools), ids(sizes.people)];
  const parent = (founder: number): string | null => {
    const at = world.parentOfFounder[founder] ?? null;
    return at === null ? null : prefectures[at]!;
  };
  const organisations: (string | null)[][] = [
    ...prefectures.map((id) => [id, 'prefecture', null]),
    ...founders.map((id, at) => [id, 'founder', parent(at)]),
    ...schools.map((id, at) => [id, 'school', founders[world.founderOfSchool[at]!]!]),
  ];
  for (const row of organisations)
    await owner.query(`insert into organisation (id, kind, parent_id, name) values ($1, $2, $3, '架空')`, row);
  for (const id of people)
    await owner.query(`insert into person (id, name, email, password_hash, created_at) values ($1, '架空', $2, 'x', now())`, [
      id,
      `${id}@example.jp`,
    ]);
  const cases = world.cases.map((one): Built => {
    const founder = world.founderOfSchool[one.school]!;
    const { state, overridden, serious, consented } = one;
    return {
      ...{ id: randomUUID(), caseNo: `W-${randomUUID().slice(0, 8).toUpperCase()}`, state, overridden, serious, consented },
      dueOn: dayAt(one.dueOn),
      founder: founders[founder]!,
      prefecture: parent(founder),
      school: schools[one.school]!,
      relatives: one.relatives.map((at) => (at === null ? null : people[at]!)),
      appointments: one.appointments.map(({ person, role, ...days }) => ({
        ...{ person: person === null ? null : people[person]!, role, startsOn: addDays(noon, days.startsOn) },
        ...{ endsOn: dayAt(days.endsOn), recusedOn: dayAt(days.recusedOn) },
      })),
      // A mandate is given by a relative, and ends no earlier than it starts.
      mandates: (one.relatives.length === 0 ? [] : one.mandates).map(({ person, startsOn, endsOn, withdrawnOn }) => ({
        ...{ person: person === null ? null : people[person]!, startsOn: addDays(noon, startsOn) },
        ...{ endsOn: dayAt(endsOn === null ? null : Math.max(startsOn, endsOn)), withdrawnOn: dayAt(withdrawnOn) },
      })),
      openings: one.openings.map(({ asker, ...more }) => ({ asker: people[asker]!, ...more })),
    };
  });
  for (const one of cases) await buildCase(owner, one, people);
  return { prefectures, founders, schools, people, cases };
}

async function buildCase(owner: Client, one: Built, people: readonly string[]): Promise<void> {
  const person = people[0]!;
  const { id, caseNo, founder, school, state, overridden, serious, consented, dueOn } = one;
  const asks = { query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])).rows as T[] };
  const { box, keep } = testVault.within(asks).newCase(id);
  await owner.query(
    `insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, overridden, serious, consented, next_due_on, reported_at)
     values ($1, $2, $3, $4, '2025', $5, '2026-06-01', $10, '2026-06-01', $6, $7, $8, $9, now())`,
    [id, caseNo, founder, school, state, overridden, serious, consented, dueOn, box.seal(`survey_case.pupil_name:${id}`, '架空 太郎')],
  );
  await keep();
  const fresh = `gen_random_uuid()`;
  // One person may be written down twice in a case; each row counts for itself.
  for (const of of one.relatives) {
    const relative = randomUUID();
    await owner.query(
      `insert into relative (id, case_id, person_id, name, relation, term, created_at) values ($1, $2, $3, $4, 'mother', 'jishi', now())`,
      [relative, id, of, box.seal(`relative.name:${relative}`, '架空 花子')],
    );
  }
  for (const { person: member, role, startsOn, endsOn, recusedOn } of one.appointments)
    await owner.query(
      `insert into appointment (id, case_id, person_id, role, name, profession, nominating_body, outside, starts_on, ends_on, recused_on)
       values (${fresh}, $1, $2, $3, '架空', 'lawyer', 'bar', true, $4, $5, $6)`,
      [id, member, role, startsOn, endsOn, recusedOn],
    );
  for (const { person: agent, startsOn, endsOn, withdrawnOn } of one.mandates)
    await owner.query(
      `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on, ends_on, withdrawn_on)
       select ${fresh}, $1, r.id, $2, 'lawyer', 'x', true, false, false, $3, $4, $5 from relative r where r.case_id = $1 order by r.id limit 1`,
      [id, agent, startsOn, endsOn, withdrawnOn],
    );
  for (const { asker, confirmed, ended, over } of one.openings) {
    const second = people.find((id) => id !== asker);
    await owner.query(
      `insert into break_glass (id, case_id, ground, reason, hours, asked_by, asked_as, organisation_id, asked_at, confirmed_by, confirmed_at, opens_at, ends_at, ended_at)
       values (${fresh}, $1, 'courtOrder', 'x', 24, $2, 'founder', $3, now() - interval '4 days', $4,
         case when $4::uuid is not null then now() - case when $5 then interval '3 days' else interval '25 hours' end end,
         case when $4::uuid is not null then now() - case when $5 then interval '2 days' else interval '30 minutes' end end,
         case when $4::uuid is not null then now() + case when $5 then interval '-1 day' else interval '1 day' end end,
         case when $6 then now() - interval '1 minute' end)`,
      [id, asker, founder, confirmed ? second : null, over, ended],
    );
  }
  const acts = ['explainJsc', 'recordSuspicions', 'recordNoContact'];
  for (const [at, name] of acts.entries())
    await owner.query(
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data) values (${fresh}, $1, $3, $2, '2026-06-02', now(), $4, 'founder', '{}')`,
      [id, name, at + 2, person],
    );
  await owner.query(
    `with code as (
       insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at, used_at)
       values (${fresh}, ${fresh}, $2, 'family', 'first', $2, now(), now(), now()) returning id)
     insert into family_letter (invitation_id, case_id, relative_id) select code.id, r.case_id, r.id from code, relative r where r.case_id = $1 limit 1`,
    [id, person],
  );
  await owner.query(
    `insert into family_letter_request (id, case_id, relative_id, person_id, identity_by, asked_by, asked_at, opens_at, ends_at, stopped_by, stopped_at)
       select ${fresh}, r.case_id, r.id, $2, $3, ${fresh}, now(), now() + interval '3 days', now() + interval '10 days', $2, now()
         from relative r where r.case_id = $1 limit 1`,
    [id, person, people[1]],
  );
  const rows = [
    `case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role) values (${fresh}, $1, 9, 'x', 'a', 'b', '2026-06-02', now(), $2, 'founder')`,
    `released_draft (id, case_id, version, content, fingerprint, released_at) select ${fresh}, $1, 1, 'x', $2::uuid, now()`,
    `final_report (id, case_id, version, content, fingerprint, signed_on) select ${fresh}, $1, 1, 'x', $2::uuid, now()`,
    `deliberation.standard_item (id, case_id, item, outcome, answer, entered_at, person_id) values (${fresh}, $1, 'x', 'answered', 'x', now(), $2)`,
    `deliberation.draft (id, case_id, version, content, frozen_at, person_id) values (${fresh}, $1, 1, 'x', now(), $2)`,
    `mail (id, kind, subject_id, person_id, case_id, not_before, made_at) values (${fresh}, 'x', ${fresh}, $2, $1, now(), now())`,
    `journal_entry (chain, seq, at, case_id, content, previous_hash, hash) select 'world-' || $1::uuid, 1, now(), $1::uuid, '{}', '', $2::uuid`,
    `deadline (id, case_id, rule, counted_from, strict_on, safe_on, ext142_on, opened_at, calendar_version) select $1::uuid, $1::uuid, $2::uuid, 'x', now(), now(), now(), now(), 'x'`,
    `reminder (id, deadline_id, lead, due_on, made_at) select ${fresh}, $1, $2::uuid, now(), now()`,
  ];
  for (const row of rows) await owner.query(`insert into ${row}`, [id, person]);
}
