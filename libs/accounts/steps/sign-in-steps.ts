import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { Refused, newId } from '#lib/kernel';
import type { Caller } from '../caller.js';
import { deviceCookie, endedCookie, sessionCookie, stepCookie } from '../cookie.js';
import { rememberDevice } from '../devices.js';
import { admits } from '../domain/doors.js';
import { proven as provenBy, sealProof } from '../proof.js';
import { safeNext } from '../domain/next-path.js';
import { type FirstFactor, stageAfter } from '../domain/second-factor.js';
import { useInvitation } from '../invitations/invitations.js';
import { choicesAmong, currentGrants, wasEverElsewhere } from '../people.queries.js';
import { waysOf } from '../second-factor/ways.js';
import { mayGoOn, signInLock } from '../session-ends.js';
import { refused } from '../refusals.js';
import { Sessions } from '../sessions.js';
import { AccountsSettings } from '../settings.js';
import { fingerprint, isToken, newToken } from '../tokens.js';
import type { Proven, Stage } from './sign-in-step.row.js';

/** Where to send the browser, and the cookies to send along. */
export interface Way {
  readonly to: string;
  readonly cookies: readonly string[];
}

export interface Step {
  readonly id: string;
  readonly tokenHash: string;
  /** Null only while a passkey is about to say who comes. */
  readonly personId: string | null;
  readonly proven: Proven;
  readonly stage: Stage;
  readonly next: string;
  readonly challenge: string | null;
  readonly pendingSecret: string | null;
  /** Sealed: where codes go that the person typed. */
  readonly address: string | null;
  /** A code that was sent to that address came back. */
  readonly addressProven: boolean;
  readonly codeHash: string | null;
  /** The founder whose provider vouched. */
  readonly house: string | null;
  readonly tries: number;
}
/** A step of somebody known. */
export type StepOf = Step & { readonly personId: string };

/** What was proven besides the first factor; `none` where the rule lets the first suffice, `vouched` where the office's provider asked for one. */
export type Second = 'totp' | 'passkey' | 'mail' | 'none' | 'vouched';

export interface FirstProven {
  readonly personId: string;
  readonly proven: FirstFactor;
  /** When what proves it was looked at or asked for; what ended everything of the person later ends this too. */
  readonly since: string;
  /** Path to go to afterwards; anything but a path of this app leads to the first page. */
  readonly next?: unknown;
  /** The provider of the office says that it has asked for a second factor itself. */
  readonly vouched?: boolean;
  /** The founder whose provider it is: what opens belongs to this house. */
  readonly house?: string | null;
}

interface Opening {
  readonly challenge?: string;
  readonly house?: string | null;
}

/** Wrong codes after which a step ends and signing in begins anew. */
const triesOfAStep = 5;
const minutes = 10;
const columns = `id, token_hash as "tokenHash", person_id as "personId", proven, stage, next, challenge, pending_secret as "pendingSecret",
  address, address_proven as "addressProven", code_hash as "codeHash", house, tries`;
const places: Readonly<Record<Exclude<Stage, 'add'>, string>> = {
  passkey: '/sign-in/passkey',
  second: '/sign-in/second',
  enrol: '/sign-in/enrol',
};
export const toRole = (next: string): string => (next === '/' ? '/sign-in/role' : `/sign-in/role?next=${encodeURIComponent(next)}`);

/**
 * The way from a proven first factor to a session. Between the two nobody is signed in: a row and a short-lived cookie of their own lead on,
 * under a new token at every rise.
 */
@Injectable()
export class SignInSteps {
  constructor(
    private readonly sessions: Sessions,
    private readonly settings: AccountsSettings,
  ) {}

  /**
   * A first factor has been proven: password, a letter's code, the provider of an office. Answers where to go on, with the cookies to set;
   * null where this app does not let the person in, which is to look like a wrong password.
   */
  async begin(tx: Tx, { personId, proven, since, next, vouched = false, house = null }: FirstProven, caller: Caller): Promise<Way | null> {
    if (!(await mayGoOn(tx, personId, since))) return null;
    if ((await this.grantsOf(tx, personId, house)).length === 0) return null;
    const stage = stageAfter(proven, await waysOf(tx, personId), this.settings.secondFactor, vouched);
    if (stage === 'in') return this.letIn(tx, { personId, proven, next: safeNext(next), house }, vouched ? 'vouched' : 'none', caller);
    // A way that is set up leads to everything the person has: a house gives one only to whom nobody else knows.
    if (stage === 'enrol' && house !== null && (await wasEverElsewhere(tx, personId, house))) return null;
    await tx.tell({ name: 'first-factor-proven', caseId: null, facts: { personId, by: proven, stage } });
    return this.open(tx, { personId, proven, stage, next: safeNext(next), house }, caller);
  }

  /** Opens a step; a step the browser came with ends. */
  async open(
    tx: Tx,
    { personId, proven, stage, next, challenge, house }: Pick<Step, 'personId' | 'proven' | 'stage' | 'next'> & Opening,
    caller: Caller,
  ): Promise<Way> {
    await this.end(tx, caller);
    const token = newToken();
    const [id, tokenHash] = [newId(), fingerprint(token)];
    const proof = await sealProof(tx, 'sign_in_step.proof', id, this.says({ tokenHash, personId, proven, stage, house: house ?? null }));
    await tx.change(
      `insert into sign_in_step (token_hash, id, app, person_id, proven, stage, next, challenge, house, proof, tries, made_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, clock_timestamp(), clock_timestamp() + make_interval(mins => $11))`,
      [tokenHash, id, this.settings.app, personId, proven, stage, next, challenge ?? null, house ?? null, proof, minutes],
    );
    return { to: stage === 'add' ? next : places[stage], cookies: [stepCookie(this.settings, token)] };
  }

  /** The step the browser stands on, locked as its person is, if it is one of these stages and has not ended; one that a letter led to ends with the letter. */
  async current(tx: Tx, caller: Caller, ...stages: readonly Stage[]): Promise<Step | null> {
    if (!isToken(caller.step)) return null;
    const [whose] = await tx.query<{ id: string | null }>('select person_id as id from sign_in_step where token_hash = $1', [
      fingerprint(caller.step),
    ]);
    if (whose?.id) await signInLock(tx, whose.id);
    const [step] = await tx.query<Step & { proof: string | null }>(
      `select ${columns}, proof from sign_in_step
        where token_hash = $1 and app = $2 and stage = any($3) and ends_at > clock_timestamp()
          and (proven <> 'letter' or exists (select from invitation i where i.person_id = sign_in_step.person_id and i.app = sign_in_step.app
            and i.opened_at is not null and i.used_at is null and i.voided_at is null)) for update`,
      [fingerprint(caller.step), this.settings.app, stages],
    );
    if (!step || provenBy(await tx.vault.ofPeople(), 'sign_in_step.proof', step.id, step.proof) !== this.says(step)) return null;
    return step;
  }

  /** What the seal of a step is made over: a row that says anything else leads nowhere. */
  private says({ tokenHash, personId, proven, stage, house }: Pick<Step, 'tokenHash' | 'personId' | 'proven' | 'stage' | 'house'>): string {
    return [tokenHash, personId ?? '', this.settings.app, proven, stage, house ?? ''].join(' ');
  }

  /** A wrong answer: counted and journalled; after a few the step ends. Answers whether it goes on. */
  async wrong(tx: Tx, step: Step, by: Second, why = 'wrong'): Promise<boolean> {
    await refused(tx, { by, why, personId: step.personId });
    const goesOn = step.tries + 1 < triesOfAStep;
    if (goesOn) await tx.change('update sign_in_step set tries = tries + 1, challenge = null where token_hash = $1', [step.tokenHash]);
    else await tx.change('delete from sign_in_step where token_hash = $1', [step.tokenHash]);
    return goesOn;
  }

  /**
   * Everything asked for has been proven: the step ends, a session opens. Null where the person's grants, or everything of the person, ended meanwhile.
   * Refuses: `changed-meanwhile` where the letter ended at this moment, and what was set up is gone with it.
   */
  async complete(tx: Tx, step: StepOf, second: Second, caller: Caller): Promise<Way | null> {
    const [ended] = await tx.query<{ since: string }>('delete from sign_in_step where token_hash = $1 returning made_at::text as since', [
      step.tokenHash,
    ]);
    if (!ended || !(await mayGoOn(tx, step.personId, ended.since))) return null;
    if (step.proven === 'letter' && !(await useInvitation(tx, step.personId, this.settings.app))) throw new Refused('changed-meanwhile');
    return this.letIn(tx, step, second, caller);
  }

  /** Ends the step the browser stands on. */
  async end(tx: Tx, caller: Caller): Promise<void> {
    if (isToken(caller.step)) await tx.change('delete from sign_in_step where token_hash = $1', [fingerprint(caller.step)]);
  }

  private async letIn(
    tx: Tx,
    { personId, proven, next, house }: Pick<StepOf, 'personId' | 'proven' | 'next' | 'house'>,
    second: Second,
    caller: Caller,
  ): Promise<Way | null> {
    const grants = await this.grantsOf(tx, personId, house);
    const [first] = grants;
    if (!first) return null;
    if (caller.session !== undefined) await this.sessions.close(tx, caller.session);
    const device = await rememberDevice(tx, personId, caller.device, house);
    const token = await this.sessions.open(tx, this.settings.app, first, { ...caller.words, hash: device.hash }, house);
    await tx.tell({ name: 'signed-in', caseId: null, facts: { personId, grantId: first.id, by: proven, second } });
    if (device.isNews) await tx.tell({ name: 'new-device', caseId: null, facts: { personId } });
    const cookies = [sessionCookie(this.settings, token)];
    if (caller.step !== undefined) cookies.push(endedCookie(this.settings, 'step'));
    if (device.token !== caller.device) cookies.push(deviceCookie(this.settings, device.token));
    return { to: grants.length > 1 ? toRole(next) : next, cookies };
  }

  private async grantsOf(tx: Tx, personId: string, house: string | null) {
    return choicesAmong(await currentGrants(tx, personId, tx.today, house)).filter(({ role }) => admits(this.settings.app, role));
  }
}
