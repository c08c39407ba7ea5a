import { Injectable } from '@nestjs/common';
import { Clock, type Tx } from '#lib/database';
import { Refused, newId, tokyoDate } from '#lib/kernel';
import { Vault } from '#lib/vault';
import { DataSource } from 'typeorm';
import { type WebApp, admits } from './domain/doors.js';
import { absoluteHours, freshMinutes, idleMinutes } from './domain/session-life.js';
import type { DeviceWords } from './domain/device-words.js';
import { proven, sealProof } from './proof.js';
import { outlivesTheEnd, signInLock } from './session-ends.js';
import { fingerprint, isToken, newToken } from './tokens.js';
import { type PersonHere, type Visitor, type WhoRow, belongsTo, holdsOn, visitorFrom, whoColumns, whoTables } from './visitor.js';

interface SessionSays {
  readonly tokenHash: string;
  readonly personId: string;
  readonly grantId: string;
  readonly app: string;
  readonly house: string | null;
}
/** What the seal of a session is made over: a row that says anything else opens nothing. */
const says = ({ tokenHash, personId, grantId, app, house }: SessionSays): string =>
  [tokenHash, personId, grantId, app, house ?? ''].join(' ');

/** Whose sessions are meant: the person, as far as the session that asks reaches. */
type Owner = Pick<PersonHere, 'id' | 'house'>;

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

  /**
   * Opens a session and answers its token, which exists nowhere else. `device`: coarse words for the person's own list, and the hash of its
   * cookie; `house`: the founder whose provider vouched, outside of which the session opens nothing.
   */
  async open(
    tx: Tx,
    app: WebApp,
    grant: { readonly id: string; readonly personId: string },
    device: DeviceWords & { readonly hash: string },
    house: string | null = null,
  ): Promise<string> {
    const token = newToken();
    const id = newId();
    const said = { tokenHash: fingerprint(token), personId: grant.personId, grantId: grant.id, app, house };
    await tx.change(
      `insert into session (token_hash, id, person_id, grant_id, app, browser, system, device_hash, house, proof, created_at, last_seen_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp(), clock_timestamp(), clock_timestamp() + make_interval(hours => $11))`,
      [
        ...[said.tokenHash, id, grant.personId, grant.id, app, device.browser, device.system, device.hash, house],
        ...[await sealProof(tx, 'session.proof', id, says(said)), absoluteHours],
      ],
    );
    return token;
  }

  /**
   * The same session with another grant, under a new token; it ends when it would have ended. The row stays the same one, so that whatever ends
   * it at this moment finds it under either token. Refuses: `not-signed-in` where it has ended.
   */
  async exchange(tx: Tx, token: string, grantId: string): Promise<string> {
    const next = newToken();
    const [row] = await tx.query<Pick<SessionSays, 'personId' | 'app' | 'house'> & { readonly id: string }>(
      'select id, person_id as "personId", app, house from session where token_hash = $1 for update',
      [fingerprint(token)],
    );
    if (!row) throw new Refused('not-signed-in');
    const tokenHash = fingerprint(next);
    await tx.change('update session set token_hash = $2, grant_id = $3, proof = $4, last_seen_at = clock_timestamp() where id = $1', [
      ...[row.id, tokenHash, grantId],
      await sealProof(tx, 'session.proof', row.id, says({ ...row, tokenHash, grantId })),
    ]);
    return next;
  }

  /** By its id, which stays when the token is exchanged at this moment. */
  async close(tx: Tx, token: string): Promise<void> {
    await tx.change('delete from session where id = (select id from session where token_hash = $1)', [fingerprint(token)]);
  }

  /** Sessions of a person that have not ended, the last used first; in a session of a house those of this house. */
  async list(tx: Tx, { id, house }: Owner, own: string | undefined): Promise<OwnSession[]> {
    return tx.query<OwnSession>(
      `select t.id, app, browser, system, t.created_at as "createdAt", last_seen_at as "lastSeenAt", token_hash = $2 as here
         from session t join person p on p.id = t.person_id
        where t.person_id = $1 and ${outlivesTheEnd} and ends_at > now() and last_seen_at > now() - make_interval(mins => case app when 'family' then $4::int else $3 end)
          and ($5::uuid is null or t.house = $5)
        order by here desc, last_seen_at desc, t.id`,
      [id, own === undefined ? '' : fingerprint(own), idleMinutes.console, idleMinutes.family, house],
    );
  }

  /** Ends one session among those the owner sees, and forgets its browser unless the owner sits at it: whoever signs in there again is news. */
  async closeOne(tx: Tx, { id, house }: Owner, sessionId: string, own: string | undefined): Promise<boolean> {
    const [closed] = await tx.query<{ device: string | null }>(
      'delete from session where person_id = $1 and id = $2 and ($3::uuid is null or house = $3) returning device_hash as device',
      [id, sessionId, house],
    );
    if (!closed) return false;
    await tx.change(
      'delete from device where person_id = $1 and token_hash = $2 and token_hash <> $3 and ($4::uuid is null or house = $4)',
      [id, closed.device, isToken(own) ? fingerprint(own) : '', house],
    );
    return true;
  }

  /**
   * Whether ways to sign in may be changed from here: only shortly after the person proved who they are, by a way of their own. `vouched`: the
   * session is a house's, and ways lead to everything the person has. Takes the person's lock, so that what ends everything meanwhile comes before
   * this or ends what is changed too.
   */
  async standing(tx: Tx, token: string | undefined): Promise<'fresh' | 'stale' | 'vouched'> {
    if (!isToken(token)) return 'stale';
    const [whose] = await tx.query<{ id: string }>('select person_id as id from session where token_hash = $1', [fingerprint(token)]);
    if (!whose) return 'stale';
    await signInLock(tx, whose.id);
    const [session] = await tx.query<{ vouched: boolean; young: boolean }>(
      `select t.house is not null as vouched, t.created_at > clock_timestamp() - make_interval(mins => ${freshMinutes}) as young
         from session t join person p on p.id = t.person_id where t.token_hash = $1 and ${outlivesTheEnd}`,
      [fingerprint(token)],
    );
    if (session?.vouched) return 'vouched';
    return session?.young ? 'fresh' : 'stale';
  }

  /** Who holds the token, while the session and its grant last; otherwise null. */
  async visitor(token: string | undefined, app: WebApp): Promise<Visitor | null> {
    if (!isToken(token)) return null;
    const today = tokyoDate(await this.clock.now());
    const tokenHash = fingerprint(token);
    const [row] = await this.dataSource.query<(WhoRow & { session: string; proof: string | null; resting: boolean })[]>(
      `select ${whoColumns}, t.house, t.id as session, t.proof, t.last_seen_at < now() - interval '1 minute' as resting
         from session t ${whoTables}
        where t.token_hash = $1 and t.app = $2 and t.person_id = g.person_id and ${outlivesTheEnd} and ${belongsTo('t.house')}
          and t.ends_at > now() and t.last_seen_at > now() - make_interval(mins => $3) and ${holdsOn('$4')}`,
      [tokenHash, app, idleMinutes[app], today],
    );
    if (!row || !admits(app, row.role)) return null;
    const box = await this.vault.ofPeople((sql, params) => this.dataSource.query(sql, params));
    const said = says({ ...row, tokenHash, app, house: row.house ?? null });
    if (proven(box, 'session.proof', row.session, row.proof) !== said) return null;
    if (row.resting) await this.dataSource.query('update session set last_seen_at = now() where token_hash = $1', [tokenHash]);
    return visitorFrom(row, app, box);
  }
}
