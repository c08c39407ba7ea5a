import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { invite } from '#lib/accounts';
import { password } from '../../support/told-case.js';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';

/** A statement that may be refused: then nothing is planted. */
const plants = (attacker: Attacker, sql: string, params: unknown[]): Promise<boolean> =>
  attacker.four.sql(`${sql} returning 1`, params).then(
    (rows) => rows.length > 0,
    () => false,
  );

/** Somebody with any statement in the database, and without the key ring: rows that would let somebody in. */
export const planted: readonly Trial[] = [
  {
    id: 'DBW-8a',
    promise: 'a letter that was turned to another person by a statement leads nowhere',
    run: async (attacker) => {
      const house = await attacker.house();
      const letterFor = (id: string) => house.asOwner((tx) => invite(tx, id, 'console', 'recovery'));
      const types = async (code: string) => (await attacker.stranger('console').post('/invitation', { code })).headers['location'];
      const [own, other, victim] = [
        await attacker.somebody('founder', 0),
        await attacker.somebody('founder', 0),
        await attacker.personOf('kyoikucho'),
      ];
      if ((await types((await letterFor(own.id)).code)) !== '/sign-in/enrol') return 'not carried out: a true letter leads nowhere';
      const { code, id } = await letterFor(other.id);
      if (!(await plants(attacker, 'update invitation set person_id = $2 where id = $1', [id, victim]))) return undefined;
      return (await types(code)) === '/sign-in/enrol' ? 'it leads to the account of the head' : undefined;
    },
  },
  {
    id: 'DBW-8b',
    promise: 'a token that was turned to another grant by a statement opens nothing',
    run: async (attacker) => {
      const mine = await attacker.api('school', 'GET', '/cases');
      if (mine.status !== 200) return `not carried out: ${mine.status}`;
      const grants = `(select g.id from role_grant g join person p on p.id = g.person_id where g.role = $1 and g.organisation_id = $2 limit 1)`;
      const [board, school] = [
        await attacker.organisation('みほん市教育委員会', 'founder'),
        await attacker.organisation('あおぞら', 'school'),
      ];
      const turned = await plants(
        attacker,
        `update api_token set grant_id = ${grants} where grant_id in (select id from role_grant where role = 'school' and organisation_id = $3)`,
        ['founderHead', board, school],
      );
      if (!turned) return undefined;
      const { status } = await attacker.api('school', 'GET', '/cases');
      return status === 200 ? 'the school’s token is the head’s now' : undefined;
    },
  },
  {
    id: 'DBW-8c',
    promise: 'the hash of a password somebody knows opens no other account when it is copied there',
    run: async (attacker) => {
      const [own, other] = [await attacker.somebody('founder', 1), await attacker.somebody('founder', 0)];
      const copied = await plants(
        attacker,
        'update person set password_hash = (select password_hash from person where id = $1) where id = $2',
        [own.id, other.id],
      );
      if (!copied) return undefined;
      const { statusCode } = await attacker.stranger('console').post('/sign-in', { email: other.email, password });
      return statusCode === 303 ? 'it opens the other account' : undefined;
    },
  },
  {
    id: 'DBW-7',
    promise: 'a session that was planted by a statement opens nothing',
    run: async (attacker) => {
      const person = await attacker.personOf('iincho');
      const [grant] = await attacker.four.sql<{ id: string }>(
        `select id from role_grant where person_id = $1 and role = 'committeeMember' limit 1`,
        [person],
      );
      const token = randomBytes(32).toString('base64url');
      const hash = createHash('sha256').update(token).digest('hex');
      const asks = async (cookie: string) => (await attacker.four.app.committee.inject({ url: '/', headers: { cookie } })).statusCode;
      if ((await asks(await attacker.four.signedIn('iincho'))) !== 200) return 'not carried out: the member herself is not let in';
      const planted = await attacker.four
        .sql(
          `insert into session (id, token_hash, app, person_id, grant_id, created_at, last_seen_at, ends_at)
           values ($1, $2, 'committee', $3, $4, now(), now(), now() + interval '1 hour') returning id`,
          [randomUUID(), hash, person, grant!.id],
        )
        .catch(() => []);
      if (planted.length === 0) return undefined;
      const statusCode = await asks(`yorisoi-committee=${token}`);
      await attacker.four.sql('delete from session where token_hash = $1', [hash]);
      return statusCode === 200 ? 'the row was enough' : undefined;
    },
  },
];
