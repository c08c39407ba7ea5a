import { randomBytes, randomUUID } from 'node:crypto';
import { type Account, accounts, standingOf } from '#lib/database';
import { ConfigProblem, loadConfig } from '#lib/config';
import { BackupProblem, makeBackup } from '#lib/operations';
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

/** Somebody who has got statements of their own into an app, or operates an installation carelessly. */
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
    promise: 'no app changes where a chain of the journal stands',
    run: (attacker) => anyOf(attacker, accounts, 'update journal_head set seq = seq - 1'),
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
  {
    id: 'OPS-1',
    promise: 'production does not start in the clear, nor seen from outside without a proxy',
    run: async () => {
      const good = {
        DATABASE_URL: 'postgres://yorisoi_console@127.0.0.1/y',
        YORISOI_KEY_RING: '/r',
        PORT: '4100',
        YORISOI_ORIGIN: 'https://c.example.jp',
        YORISOI_FAMILY_ORIGIN: 'https://f.example.jp',
        YORISOI_COMMITTEE_ORIGIN: 'https://k.example.jp',
        SMTP_URL: 'smtp://127.0.0.1',
        MAIL_FROM: 'a@example.jp',
      };
      for (const app of ['console', 'family', 'committee', 'api'] as const)
        for (const lax of [
          { YORISOI_ORIGIN: '' },
          { YORISOI_ORIGIN: 'http://c.example.jp' },
          { HOST: '0.0.0.0' },
          { YORISOI_TRUST_PROXY: '0.0.0.0/1' },
        ])
          try {
            loadConfig(app, { ...good, ...lax });
            return `${app} takes ${JSON.stringify(lax)}`;
          } catch (error) {
            if (!(error instanceof ConfigProblem)) throw error;
          }
      return undefined;
    },
  },
  {
    id: 'OPS-3',
    promise: 'no app starts under the account of the owner or of another app',
    run: async ({ four }) => {
      for (const account of accounts)
        for (const [whose, url] of [['owner', four.ownerUrl], ...accounts.map((other) => [other, four.urls[other]] as const)] as const)
          if (whose !== account && (await standingOf(url, account)).length === 0) return `${account} starts as ${whose}`;
      return undefined;
    },
  },
  {
    id: 'BAK-1',
    promise: 'no backup is made from which rows are missing',
    run: async ({ four }) => {
      for (const account of accounts)
        try {
          await makeBackup(four.urls[account], '/nonexistent');
          return `made under the account of ${account}`;
        } catch (error) {
          if (!(error instanceof BackupProblem)) return String(error);
        }
      return undefined;
    },
  },
];
