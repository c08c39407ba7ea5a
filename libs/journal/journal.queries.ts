import type { PlainDate, Role } from '#lib/kernel';
import { type Asks } from './asks.js';
import { type Content, type Flaw, type Head, type Link, chainOfPerson, chainOfRoom, verifyChain } from './domain/chain.js';

/** An entry as a timeline shows it. */
export interface Entry extends Content {
  readonly seq: number;
}

/** Whose entries, in words of an audit: the school of the case, its founder, and so on. */
export const offices = ['school', 'founder', 'committee', 'relative', 'outside', 'system'] as const;
export type Office = (typeof offices)[number];

const rolesOf: Readonly<Record<Office, readonly Role[]>> = {
  school: ['school'],
  founder: ['founder', 'founderHead'],
  committee: ['committeeMember', 'secretariat'],
  relative: ['relative', 'representative'],
  outside: ['prefecture', 'reader'],
  system: ['system', 'administrator'],
};

/** What a page of a journal is narrowed to. Days are those of Tokyo, the last one included. */
export interface Filter {
  readonly kind?: 'reads' | 'acts' | undefined;
  readonly office?: Office | undefined;
  readonly personId?: string | undefined;
  readonly since?: PlainDate | undefined;
  readonly until?: PlainDate | undefined;
  /** Number of the last entry already shown; the page holds older ones. */
  readonly before?: number | undefined;
}
export interface Page extends Filter {
  readonly size: number;
  /** Only what these roles did. */
  readonly roles?: readonly Role[] | undefined;
}

const parsed = (row: { seq: number; content: string }): Entry => ({ ...(JSON.parse(row.content) as Content), seq: row.seq });

/** The entries of a case, newest first. The caller has already decided that the actor may see this case. */
export const entriesOf = (asks: Asks, caseId: string, page: Page): Promise<Entry[]> =>
  found(asks, [caseId], page, { before: (p) => `seq < ${p}::bigint`, order: 'seq desc' });

/** The same of a case together with its committee's room, for those who keep it; `before` is a moment, in milliseconds. */
export const entriesOfRoom = (asks: Asks, caseId: string, page: Page): Promise<Entry[]> =>
  found(asks, [caseId, chainOfRoom(caseId)], page, {
    before: (p) => `at < to_timestamp(${p}::bigint / 1000.0)`,
    order: 'at desc, chain desc, seq desc',
  });

interface Order {
  readonly before: (param: string) => string;
  readonly order: string;
}

async function found(asks: Asks, chains: readonly string[], page: Page, by: Order): Promise<Entry[]> {
  const { kind, office, personId, since, until, before, roles, size } = page;
  const params: unknown[] = [chains];
  const where = ['chain = any($1::text[])'];
  const when = (value: unknown, condition: (param: string) => string) => {
    if (value !== undefined) where.push(condition(`$${params.push(value)}`));
  };
  when(before, by.before);
  when(kind, (p) => `(content::jsonb->>'event' = 'read') = (${p} = 'reads')`);
  when(office && rolesOf[office], (p) => `content::jsonb->>'role' = any(${p}::text[])`);
  when(roles, (p) => `content::jsonb->>'role' = any(${p}::text[])`);
  when(personId, (p) => `content::jsonb->>'personId' = ${p}`);
  when(since, (p) => `${dayOf} >= ${p}::date`);
  when(until, (p) => `${dayOf} <= ${p}::date`);
  const rows = await asks.query<{ seq: number; content: string }>(
    `select seq, content from journal_entry where ${where.join(' and ')} order by ${by.order} limit $${params.push(size)}`,
    params,
  );
  return rows.map(parsed);
}

/** The column `at` is beside the hash; what was hashed is what counts. */
const dayOf = `((content::jsonb->>'at')::timestamptz at time zone 'Asia/Tokyo')::date`;

export interface Doings {
  readonly personIds: readonly string[];
  readonly organisationId: string;
  readonly roles: readonly Role[];
  readonly events: readonly string[];
  /** Only what is older than this moment. */
  readonly before?: Date | undefined;
  readonly size: number;
}

/** What these people did for an organisation outside of any case, newest first. */
export async function doingsOf(asks: Asks, { personIds, organisationId, roles, events, before, size }: Doings): Promise<Entry[]> {
  const rows = await asks.query<{ seq: number; content: string }>(
    `select seq, content from journal_entry
      where chain = any($1::text[]) and ($2::timestamptz is null or at < $2) and content::jsonb->>'organisationId' = $3
        and content::jsonb->>'role' = any($4::text[]) and content::jsonb->>'event' = any($5::text[])
      order by at desc, chain, seq desc limit $6`,
    [personIds.map(chainOfPerson), before?.toISOString() ?? null, organisationId, roles, events, size],
  );
  return rows.map(parsed);
}

/** Everybody who is in the journal of a case (with `roles`: of these, in the case and in its committee's room), each with the roles of the entries, to choose from. */
export const peopleIn = (asks: Asks, caseId: string, roles?: readonly Role[]): Promise<{ personId: string; role: Role }[]> =>
  asks.query<{ personId: string; role: Role }>(
    `select distinct content::jsonb->>'personId' as "personId", content::jsonb->>'role' as role from journal_entry
     where chain = any($1::text[]) and ($2::text[] is null or content::jsonb->>'role' = any($2::text[])) order by 2, 1`,
    [roles ? [caseId, chainOfRoom(caseId)] : [caseId], roles ?? null],
  );

/** Reads a whole chain and checks it against its head. The chain of a case is called by the id of the case. */
export async function flawOf(asks: Asks, chain: string): Promise<Flaw | null> {
  const [head] = await asks.query<Head>('select seq, hash from journal_head where chain = $1', [chain]);
  const links = await asks.query<Link>(
    `select seq, content, previous_hash as "previousHash", hash from journal_entry where chain = $1 order by seq`,
    [chain],
  );
  return verifyChain(links, head);
}
