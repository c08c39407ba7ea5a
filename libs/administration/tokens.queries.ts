import { type TokenScope, daysToTake, openTokens } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused, type Role } from '#lib/kernel';
import { type TokenState, type TokenTimes, tokenState } from './domain/token-state.js';
import { organisationsInReach } from './reach.queries.js';

export interface TokenHere {
  readonly id: string;
  readonly grantId: string;
  readonly label: string;
  readonly scope: TokenScope;
  readonly role: Role;
  readonly organisationName: string;
  readonly createdAt: Date;
  readonly endsOn: PlainDate | null;
  readonly lastUsedOn: PlainDate | null;
  readonly state: TokenState;
  /** It belongs to a program and its grant is the program's alone. */
  readonly program: boolean;
}
type Row = Omit<TokenHere, 'state'> & TokenTimes & { readonly today: PlainDate };

/** Days of tokens are real days, whatever the training clock says; the grant asks the clock of the house, as every request does. */
const realToday = `(now() at time zone 'Asia/Tokyo')::date`;
export const realDay = async (tx: Tx): Promise<PlainDate> =>
  (await tx.query<{ today: PlainDate }>(`select ${realToday} as today`))[0]!.today;

async function tokensWhere(tx: Tx, where: string, params: readonly unknown[]): Promise<TokenHere[]> {
  const rows = await tx.query<Row>(
    `select t.id, t.grant_id as "grantId", t.label, t.scope, g.role, o.name as "organisationName", t.created_at as "createdAt",
        t.ends_on as "endsOn", t.last_used_on as "lastUsedOn", t.taken_at as "takenAt", t.revoked_at as "revokedAt",
        t.taken_at is null and t.created_at < now() - make_interval(days => ${daysToTake}) as lapsed,
        coalesce(g.ends_on < $1, false) as "grantOver", p.program, ${realToday} as today
       from api_token t join role_grant g on g.id = t.grant_id join person p on p.id = g.person_id
       join organisation o on o.id = g.organisation_id
      where ${where} order by t.created_at desc, t.id`,
    [tx.today, ...params],
  );
  return (await openTokens(tx, rows)).map(({ takenAt, revokedAt, lapsed, grantOver, today, ...row }) => ({
    ...row,
    state: tokenState({ takenAt, revokedAt, lapsed, grantOver, endsOn: row.endsOn }, today),
  }));
}

/** Every token of the organisations in reach, the latest first: also those that are over. */
export async function tokensInReach(tx: Tx): Promise<readonly TokenHere[]> {
  const organisations = await organisationsInReach(tx);
  return tokensWhere(tx, 'o.id = any($2)', [organisations.map(({ id }) => id)]);
}

/** One of them. Refuses: `not-found`. */
export async function tokenInReach(tx: Tx, id: string): Promise<TokenHere> {
  const found = (await tokensInReach(tx)).find((token) => token.id === id);
  if (!found) throw new Refused('not-found');
  return found;
}

const ofOwnRole = 'o.id = $2 and g.role = $3 and p.program';
const ownRole = ({ actor: { role, organisationId } }: Tx) => [organisationId, role === 'founderHead' ? 'founder' : role];

/** Tokens that were prepared for the very role and organisation of who asks and that nobody has taken over. */
export const tokensWaiting = async (tx: Tx): Promise<readonly TokenHere[]> =>
  (await tokensWhere(tx, `${ofOwnRole} and t.taken_at is null and t.revoked_at is null`, ownRole(tx))).filter(
    ({ state }) => state === 'waiting',
  );

/** A token for the very role and organisation of who asks, which therefore opens nothing they do not see. Refuses: `not-found`. */
export async function tokenForOwnRole(tx: Tx, id: string): Promise<TokenHere> {
  const [found] = await tokensWhere(tx, `${ofOwnRole} and t.id = $4`, [...ownRole(tx), id]);
  if (!found) throw new Refused('not-found');
  return found;
}
