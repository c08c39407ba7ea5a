import {
  type FounderKind,
  type Invited,
  createOrganisation,
  emailIndex,
  grantRole,
  hasAnyWay,
  invite,
  registerPerson,
} from '#lib/accounts';
import type { Tx } from '#lib/database';
import { Refused } from '#lib/kernel';
import type { Kind } from './domain/reach.js';

/** What an operator can begin: the six types of founders, and those who look on. */
export const firstKinds = [
  'municipal',
  'prefectural',
  'schoolCorporation',
  'nationalUniversity',
  'publicUniversity',
  'company',
  'prefecture',
  'agency',
] as const;
export type FirstKind = (typeof firstKinds)[number];

/** Kinds that are one local government each, and which of them. */
export const governed: Readonly<Partial<Record<FirstKind, 'prefecture' | 'municipality'>>> = {
  municipal: 'municipality',
  prefectural: 'prefecture',
  prefecture: 'prefecture',
};

export interface First {
  readonly kind: FirstKind;
  readonly name: string;
  /** Code of the local government the organisation belongs to, or lies in. */
  readonly code: string | null;
  readonly personName: string;
  readonly email: string;
}

const isOnlooker = (kind: FirstKind): kind is 'prefecture' | 'agency' => kind === 'prefecture' || kind === 'agency';

/**
 * An organisation and its first administrator, by who runs the system, with the code by which that one sets up signing in; afterwards
 * administrators make each other. An organisation of this kind and name that is there already is taken, unless it has an administrator: then a
 * new code is made for that one alone, and only while nothing was ever set up. Refuses: `has-administrator`.
 */
export async function makeFirst(tx: Tx, { kind, name, code, personName, email }: First): Promise<Invited & { readonly again: boolean }> {
  const found = await known(tx, kind, name);
  const organisationId = found?.id ?? (await organise(tx, kind, name, code));
  if (found?.administrators.length) {
    const [only, another] = found.administrators;
    if (another !== undefined || (await everSetUp(tx, only!)) || !(await hasAddress(tx, only!, email)))
      throw new Refused('has-administrator');
    return { ...(await invite(tx, only!, 'console', 'first', { house: organisationId })), again: true };
  }
  const personId = await registerPerson(tx, { name: personName, email });
  await grantRole(tx, { personId, role: 'administrator', organisationId, startsOn: tx.today, atTheMachine: true });
  return { ...(await invite(tx, personId, 'console', 'first', { house: organisationId })), again: false };
}

const hasAddress = async (tx: Tx, personId: string, email: string): Promise<boolean> =>
  (await tx.query('select from person where id = $1 and email_index = $2', [personId, emailIndex(tx, email)])).length > 0;

/** Whether the person can sign in, or ever could by a letter. A code that was typed and led to nothing is none. */
const everSetUp = async (tx: Tx, personId: string): Promise<boolean> =>
  (await hasAnyWay(tx, personId)) ||
  (await tx.query('select from invitation where person_id = $1 and used_at is not null limit 1', [personId])).length > 0;

interface Known {
  readonly id: string;
  readonly administrators: readonly string[];
}
async function known(tx: Tx, kind: FirstKind, name: string): Promise<Known | undefined> {
  const [found] = await tx.query<Known>(
    `select o.id, array(select distinct g.person_id from role_grant g where g.organisation_id = o.id and g.role = 'administrator'
        and (g.ends_on is null or g.ends_on >= $4)) as administrators
       from organisation o where o.name = $1 and o.kind = $2 and o.founder_kind is not distinct from $3`,
    [name, kindOf(kind), isOnlooker(kind) ? null : kind, tx.today],
  );
  return found;
}

const kindOf = (kind: FirstKind): Kind => (isOnlooker(kind) ? kind : 'founder');

async function organise(tx: Tx, kind: FirstKind, name: string, code: string | null): Promise<string> {
  const more: { founderKind?: FounderKind; parentId?: string } = isOnlooker(kind) ? {} : { founderKind: kind, ...(await above(tx, code)) };
  const id = await createOrganisation(tx, { kind: kindOf(kind), name, ...(code === null ? {} : { code }), ...more });
  // Founders that were there before their prefecture come below it.
  if (kind === 'prefecture' && code !== null)
    await tx.change(`update organisation set parent_id = $1 where kind = 'founder' and parent_id is null and left(code, 2) = left($2, 2)`, [
      id,
      code,
    ]);
  return id;
}

async function above(tx: Tx, code: string | null): Promise<{ parentId?: string }> {
  const [prefecture] = await tx.query<{ id: string }>(
    `select id from organisation where kind = 'prefecture' and left(code, 2) = left($1, 2) order by id limit 1`,
    [code],
  );
  return prefecture ? { parentId: prefecture.id } : {};
}

export interface LocalGovernment {
  readonly code: string;
  readonly prefecture: string;
  readonly name: string;
}

/** Local governments with this code, or with these words in their name; at most twenty. */
export const localGovernments = (tx: Tx, of: 'prefecture' | 'municipality', asked: string): Promise<LocalGovernment[]> =>
  tx.query<LocalGovernment>(
    `select code, prefecture_name as prefecture, name from local_government
      where (kind = 'prefecture') = ($1 = 'prefecture') and (code = $2 or strpos(name, $2) > 0) order by code limit 20`,
    [of, asked],
  );
