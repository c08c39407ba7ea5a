import { Injectable } from '@nestjs/common';
import { Clock, type Tx } from '#lib/database';
import { type PlainDate, newId, tokyoDate } from '#lib/kernel';
import { Vault } from '#lib/vault';
import { DataSource } from 'typeorm';
import { admits } from './domain/doors.js';
import type { TokenScope } from './domain/token-scope.js';
import { fingerprint, isToken, newToken } from './tokens.js';
import { type Visitor, type WhoRow, holdsOn, visitorFrom, whoColumns, whoTables } from './visitor.js';
import { proven, sealProof } from './proof.js';

export interface NewApiToken {
  readonly grantId: string;
  /** What the token is for, in words of its owner. */
  readonly label: string;
  /** Last day of use (real days in Asia/Tokyo), null = as long as the grant. */
  readonly endsOn: PlainDate | null;
  /** 'write' where nothing is said: everything its role may do. */
  readonly scope?: TokenScope;
}

/** Days in which a prepared token can be taken over. */
export const daysToTake = 7;

const realToday = `(now() at time zone 'Asia/Tokyo')::date`;

const labelPlace = (tokenId: string): string => `api_token.label:${tokenId}`;

/** Tokens with what they are for opened. */
export async function openTokens<Row extends { readonly id: string; readonly label: string }>(
  tx: Tx,
  rows: readonly Row[],
): Promise<Row[]> {
  if (rows.length === 0) return [];
  const box = await tx.vault.ofPeople();
  return rows.map((row) => ({ ...row, label: box.shown(labelPlace(row.id), row.label) }));
}

/** Notes a token that nobody has yet; it opens nothing until it is taken over. Answers its id. */
export async function prepareToken(tx: Tx, { grantId, label, endsOn, scope = 'write' }: NewApiToken): Promise<string> {
  const id = newId();
  await tx.change('insert into api_token (id, grant_id, label, scope, created_at, ends_on) values ($1, $2, $3, $4, now(), $5)', [
    id,
    grantId,
    (await tx.vault.ofPeople()).seal(labelPlace(id), label),
    scope,
    endsOn,
  ]);
  await tx.tell({ name: 'token-prepared', caseId: null, facts: { tokenId: id, grantId, scope, endsOn } });
  return id;
}

/** Makes the secret of a prepared token, once. It is shown this once; the table keeps its hash. Null where it was taken or revoked before. */
export async function takeToken(tx: Tx, tokenId: string): Promise<string | null> {
  const token = newToken();
  const [waiting] = await tx.query<{ grantId: string }>('select grant_id as "grantId" from api_token where id = $1', [tokenId]);
  if (!waiting) return null;
  const proof = await sealProof(tx, 'api_token.proof', tokenId, fingerprint(token), waiting.grantId);
  const taken = await tx.change(
    `update api_token set token_hash = $2, proof = $4, taken_at = now(), taken_by = $3
      where id = $1 and taken_at is null and revoked_at is null and created_at > now() - make_interval(days => ${daysToTake})`,
    [tokenId, fingerprint(token), tx.actor.role === 'system' ? null : tx.actor.personId, proof],
  );
  if (taken !== 1) return null;
  await tx.tell({ name: 'token-issued', caseId: null, facts: { tokenId } });
  return token;
}

/** Makes a token for the API in one go, for seeds and tests: on pages one prepares it and another takes it over. */
export async function issueToken(tx: Tx, wanted: NewApiToken): Promise<string> {
  return (await takeToken(tx, await prepareToken(tx, wanted)))!;
}

/** Takes a token back; it is refused from the very next request on. Answers whether it was still open. */
export async function revokeToken(tx: Tx, tokenId: string): Promise<boolean> {
  if ((await tx.change('update api_token set revoked_at = now() where id = $1 and revoked_at is null', [tokenId])) !== 1) return false;
  await tx.tell({ name: 'token-revoked', caseId: null, facts: { tokenId } });
  return true;
}

@Injectable()
export class ApiTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** Who holds the token and what for, while it and its grant last; otherwise null. The day of last use is written once a day. */
  async visitor(token: string): Promise<{ readonly visitor: Visitor; readonly scope: TokenScope } | null> {
    if (!isToken(token)) return null;
    const today = tokyoDate(await this.clock.now());
    const [row] = await this.dataSource.query<(WhoRow & { id: string; proof: string | null; unused: boolean; scope: TokenScope })[]>(
      `select ${whoColumns}, t.id, t.proof, t.scope, t.last_used_on is distinct from ${realToday} as unused
         from api_token t ${whoTables}
        where t.token_hash = $1 and t.revoked_at is null and (t.ends_on is null or t.ends_on >= ${realToday}) and ${holdsOn('$2')}`,
      [fingerprint(token), today],
    );
    if (!row || !admits('api', row.role)) return null;
    const people = await this.vault.ofPeople((sql, params) => this.dataSource.query(sql, params));
    if (proven(people, 'api_token.proof', row.id, row.proof) !== [fingerprint(token), row.grantId].join(' ')) return null;
    if (row.unused) {
      await this.dataSource.query(
        `update api_token set last_used_on = ${realToday} where token_hash = $1 and last_used_on is distinct from ${realToday}`,
        [fingerprint(token)],
      );
    }
    return { visitor: visitorFrom(row, 'api', people), scope: row.scope };
  }
}
