import { randomBytes, randomUUID } from 'node:crypto';
import { type Account, accounts } from '#lib/database';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';

const others = accounts.filter((account) => account !== 'committee');
/** No right, a policy that refuses, or no row within reach. Any other error came after a wall that was not there. */
const refusals = ['42501', 'no row'];
/** Tried under each of these accounts; the first that gets through is told. */
const anyOf = async (attacker: Attacker, those: readonly Account[], sql: string, params: unknown[] = []): Promise<string | undefined> => {
  for (const account of those) {
    const answer = await attacker.under(account, sql, params);
    if (!refusals.includes(answer)) return `${answer} under the account of ${account}`;
  }
  return undefined;
};

/** Somebody who has got statements of their own into an app, and whoever holds the database without the key ring. */
export const database: readonly Trial[] = [
  {
    id: 'DBW-1a',
    promise: 'no other app plants a session of the committee',
    run: async (attacker) => {
      const person = await attacker.personOf('iincho');
      const [grant] = await attacker.four.sql<{ id: string }>(
        `select id from role_grant where person_id = $1 and role = 'committeeMember' limit 1`,
        [person],
      );
      return anyOf(
        attacker,
        others,
        `insert into session (id, token_hash, app, person_id, grant_id, created_at, last_seen_at, ends_at) values ($1, $2, 'committee', $3, $4, now(), now(), now() + interval '1 hour')`,
        [randomUUID(), randomBytes(32).toString('hex'), person, grant!.id],
      );
    },
  },
  {
    id: 'DBW-1b',
    promise: 'no other app sets the password of a member, or reads it',
    run: async (attacker) => {
      const person = await attacker.personOf('iincho');
      return (
        (await anyOf(attacker, others, `update person set password_hash = 'x' where id = $1`, [person])) ??
        (await anyOf(attacker, others, 'select password_hash from person where id = $1', [person]))
      );
    },
  },
  {
    id: 'DBW-1c',
    promise: 'no other app gives a member a second factor, or takes it away',
    run: async (attacker) => {
      const person = await attacker.personOf('iincho');
      return (
        (await anyOf(attacker, others, 'delete from totp where person_id = $1', [person])) ??
        (await anyOf(attacker, others, `insert into totp (person_id, secret_sealed, last_step, made_at) values ($1, 's1:1:x', 0, now())`, [
          person,
        ]))
      );
    },
  },
  {
    id: 'DBW-2',
    promise: 'no app changes where a chain of the journal stands, or what is in it',
    run: async (attacker) => {
      for (const sql of [
        'update journal_head set seq = seq - 1',
        `update journal_head set hash = ''`,
        'delete from journal_head',
        'delete from journal_entry',
        `update journal_entry set content = '{}'`,
      ]) {
        const through = await anyOf(attacker, accounts, sql);
        if (through) return `${sql}: ${through}`;
      }
      return undefined;
    },
  },
  {
    id: 'DBW-4',
    promise: 'no app writes into the journal that somebody of another app did something',
    run: (attacker) =>
      anyOf(
        attacker,
        others,
        `insert into journal_entry (chain, seq, case_id, at, content, previous_hash, hash) values ($1, 100000, null, now(), '{}', '', $2)`,
        [randomUUID(), randomBytes(32).toString('hex')],
      ),
  },
  {
    id: 'DBW-3',
    promise: 'no app stands in the way of a case by a head, a version or a key of its own making',
    run: async (attacker) => {
      const id = await attacker.caseIn('INTAKE', 'BASIC_RUNNING', 'INTENTION_PENDING');
      for (const sql of [
        `insert into journal_head (chain, seq, hash) values ($1::text, 1000000, 'x') on conflict (chain) do update set seq = 1000000`,
        `update survey_case set version = version + 1000 where id = $1::uuid`,
        `update survey_case set state = 'NONSENSE' where id = $1::uuid`,
        `delete from survey_case where id = $1::uuid`,
      ]) {
        const through = await anyOf(attacker, accounts, sql, [id]);
        if (through?.startsWith('done')) return `${sql}: ${through}`;
      }
      return undefined;
    },
  },
  {
    id: 'DBW-5',
    promise: 'under the account of the family no row of another relative is read',
    run: async (attacker) => {
      const [one] = await attacker.four.sql<{ person: string; at: string; other: string }>(
        `select a.person_id as person, a.case_id as at, b.id as other from relative a join relative b on a.case_id = b.case_id and a.id <> b.id
         where a.person_id is not null limit 1`,
      );
      const asHer = `with said as materialized (select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', 'relative', true), set_config('yorisoi.zone', 'family', true),
        set_config('yorisoi.today', to_char(now(), 'YYYY-MM-DD'), true))`;
      for (const sql of [
        `${asHer} select from relative where id = $2 and exists (select from said)`,
        `${asHer} select from released_act where data->>'relative' = $2::text and exists (select from said)`,
      ]) {
        const through = await anyOf(attacker, ['family'], sql, [one!.person, one!.other]);
        if (through) return `${sql.slice(sql.indexOf('select from r'))}: ${through}`;
      }
      return undefined;
    },
  },
  {
    id: 'SEAL',
    promise: 'whoever has the database without the key ring reads no wish, no suspicion and no decision of a case',
    run: async (attacker) => {
      for (const [name, field] of [
        ['recordIntention', 'wish'],
        ['recordSuspicions', 'bullying'],
        ['recordSuspicions', 'staffConduct'],
        ['decideTransition', 'decision'],
        ['declareInterests', 'cleared'],
      ] as const) {
        const rows = await attacker.four.sql<{ value: string }>(
          `select data->>$2 as value from act where name = $1 and data ? $2 limit 1`,
          [name, field],
        );
        if (rows[0] && !rows[0].value.startsWith('s1:')) return `${field} of ${name} lies in the clear`;
      }
      return undefined;
    },
  },
  {
    id: 'DBW-6',
    promise: 'under the account of the family nobody sets the reminders of another relative',
    run: async (attacker) => {
      const [one] = await attacker.four.sql<{ person: string; other: string }>(
        `select a.person_id as person, b.id as other from relative a join relative b on a.case_id = b.case_id and a.id <> b.id
         where a.person_id is not null and b.person_id is not null limit 1`,
      );
      return anyOf(
        attacker,
        ['family'],
        `with said as materialized (select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', 'relative', true), set_config('yorisoi.zone', 'family', true))
         update relative set reminders = reminders where id = $2 and exists (select from said)`,
        [one!.person, one!.other],
      );
    },
  },
];
