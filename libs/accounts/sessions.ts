import { Injectable } from '@nestjs/common';
import { Clock, type Tx } from '#lib/database';
import { newId, tokyoDate } from '#lib/kernel';
import { Vault } from '#lib/vault';
import { DataSource } from 'typeorm';
import { type WebApp, admits } from './domain/doors.js';
import { absoluteHours, freshMinutes, idleMinutes } from './domain/session-life.js';
import type { DeviceWords } from './domain/device-words.js';
import { fingerprint, isToken, newToken } from './tokens.js';
import { type Visitor, type WhoRow, holdsOn, visitorFrom, whoColumns, whoTables } from './visitor.js';

/** A session as its owner sees it. */
export interface OwnSession {
  readonly id: string;
  readonly app: WebApp;
  readonly browser: string | null;
  readonly system: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** The one that asks. */
  readonly here: boolean;
}

/**
 * Sessions live in the database; the cookie holds a random token, the table only its hash. Times are the database's own,
 * real time: the training clock moves the case forward, it does not sign people out.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  /** Opens a session and answers its token, which exists nowhere else. `device`: coarse words for the person's own list, and the hash of its cookie. */
  async open(
    tx: Tx,
    app: WebApp,
    grant: { readonly id: string; readonly personId: string },
    device: DeviceWords & { readonly hash: string },
  ): Promise<string> {
    const token = newToken();
    await tx.change(
      `insert into session (token_hash, id, person_id, grant_id, app, browser, system, device_hash, created_at, last_seen_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, now(), now(), now() + make_interval(hours => $9))`,
      [fingerprint(token), newId(), grant.personId, grant.id, app, device.browser, device.system, device.hash, absoluteHours],
    );
    return token;
  }

  /** The same session with another grant, under a new token; it ends when it would have ended. */
  async exchange(tx: Tx, token: string, grantId: string): Promise<string> {
    const next = newToken();
    await tx.change(
      `insert into session (token_hash, id, person_id, grant_id, app, browser, system, device_hash, created_at, last_seen_at, ends_at)
       select $2, $4, person_id, $3, app, browser, system, device_hash, created_at, now(), ends_at from session where token_hash = $1`,
      [fingerprint(token), fingerprint(next), grantId, newId()],
    );
    await this.close(tx, token);
    return next;
  }

  async close(tx: Tx, token: string): Promise<void> {
    await tx.change('delete from session where token_hash = $1', [fingerprint(token)]);
  }

  /** Sessions of a person that have not ended, the last used first. */
  async list(tx: Tx, personId: string, own: string | undefined): Promise<OwnSession[]> {
    return tx.query<OwnSession>(
      `select id, app, browser, system, created_at as "createdAt", last_seen_at as "lastSeenAt", token_hash = $2 as here from session
        where person_id = $1 and ends_at > now() and last_seen_at > now() - make_interval(mins => case app when 'family' then $4::int else $3 end)
        order by here desc, last_seen_at desc, id`,
      [personId, own === undefined ? '' : fingerprint(own), idleMinutes.console, idleMinutes.family],
    );
  }

  /** Ends one session of a person. */
  async closeOne(tx: Tx, personId: string, id: string): Promise<boolean> {
    return (await tx.change('delete from session where person_id = $1 and id = $2', [personId, id])) === 1;
  }

  /** Ends every session of a person, in every app; `but` stays. */
  async closeAll(tx: Tx, personId: string, but?: string): Promise<number> {
    const kept = but === undefined ? '' : fingerprint(but);
    return tx.change('delete from session where person_id = $1 and token_hash <> $2', [personId, kept]);
  }

  /** Whether the person proved who they are a short while ago: asked before a way to sign in is changed. */
  async isFresh(tx: Tx, token: string | undefined): Promise<boolean> {
    if (!isToken(token)) return false;
    const young = `created_at > now() - make_interval(mins => ${freshMinutes})`;
    return (await tx.query(`select 1 from session where token_hash = $1 and ${young}`, [fingerprint(token)])).length > 0;
  }

  /** Who holds the token, while the session and its grant last; otherwise null. */
  async visitor(token: string | undefined, app: WebApp): Promise<Visitor | null> {
    if (!isToken(token)) return null;
    const today = tokyoDate(await this.clock.now());
    const [row] = await this.dataSource.query<(WhoRow & { resting: boolean })[]>(
      `select ${whoColumns}, t.last_seen_at < now() - interval '1 minute' as resting
         from session t ${whoTables}
        where t.token_hash = $1 and t.app = $2 and t.person_id = g.person_id
          and t.ends_at > now() and t.last_seen_at > now() - make_interval(mins => $3) and ${holdsOn('$4')}`,
      [fingerprint(token), app, idleMinutes[app], today],
    );
    if (!row || !admits(app, row.role)) return null;
    if (row.resting) await this.dataSource.query('update session set last_seen_at = now() where token_hash = $1', [fingerprint(token)]);
    return visitorFrom(row, app, await this.vault.ofPeople((sql, params) => this.dataSource.query(sql, params)));
  }
}
