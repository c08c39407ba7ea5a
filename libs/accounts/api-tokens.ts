import { Injectable } from '@nestjs/common';
import { Clock, type Tx } from '#lib/database';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { Vault } from '#lib/vault';
import { DataSource } from 'typeorm';
import { admits } from './domain/doors.js';
import { fingerprint, isToken, newToken } from './tokens.js';
import { type Visitor, type WhoRow, holdsOn, visitorFrom, whoColumns, whoTables } from './visitor.js';

export interface NewApiToken {
  readonly grantId: string;
  /** What the token is for, in words of its owner. */
  readonly label: string;
  /** Last day of use (real days in Asia/Tokyo), null = as long as the grant. */
  readonly endsOn: PlainDate | null;
}

const realToday = `(now() at time zone 'Asia/Tokyo')::date`;

/** Makes a token for the API. It is shown this once; the table keeps its hash. */
export async function issueToken(tx: Tx, { grantId, label, endsOn }: NewApiToken): Promise<string> {
  const token = newToken();
  await tx.change('insert into api_token (token_hash, grant_id, label, created_at, ends_on) values ($1, $2, $3, now(), $4)', [
    fingerprint(token),
    grantId,
    label,
    endsOn,
  ]);
  await tx.tell({ name: 'token-issued', caseId: null, facts: { grantId, endsOn } });
  return token;
}

@Injectable()
export class ApiTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** Who holds the token, while it and its grant last; otherwise null. The day of last use is written once a day. */
  async visitor(token: string): Promise<Visitor | null> {
    if (!isToken(token)) return null;
    const today = tokyoDate(await this.clock.now());
    const [row] = await this.dataSource.query<(WhoRow & { unused: boolean })[]>(
      `select ${whoColumns}, t.last_used_on is distinct from ${realToday} as unused
         from api_token t ${whoTables}
        where t.token_hash = $1 and (t.ends_on is null or t.ends_on >= ${realToday}) and ${holdsOn('$2')}`,
      [fingerprint(token), today],
    );
    if (!row || !admits('api', row.role)) return null;
    if (row.unused) {
      await this.dataSource.query(
        `update api_token set last_used_on = ${realToday} where token_hash = $1 and last_used_on is distinct from ${realToday}`,
        [fingerprint(token)],
      );
    }
    return visitorFrom(row, 'api', await this.vault.ofPeople((sql, params) => this.dataSource.query(sql, params)));
  }
}
