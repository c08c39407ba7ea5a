import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Tx, UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { accountHash, addressHash } from './address.js';
import { type WebApp, admits } from './domain/doors.js';
import { millisecondsToHold, secondsToWait } from './domain/slow-down.js';
import { passwordIsRight } from './password.js';
import { choicesAmong, currentGrants } from './people.queries.js';
import { Sessions } from './sessions.js';
import { type Attempt, failuresBefore, forgetAttempts, noteAttempt } from './sign-in-attempts.js';

export interface Knock {
  readonly app: WebApp;
  readonly email: string;
  readonly password: string;
  /** Address the request came from; only its hash is stored. */
  readonly address: string;
  /** A token the browser already carries: its session ends, so that no old token survives a sign-in. */
  readonly former?: string | undefined;
}
export type Answer =
  | { readonly is: 'in'; readonly token: string; readonly choices: number }
  /** Unknown account, wrong password or an account this app does not let in: nobody can tell which. */
  | { readonly is: 'notRight' }
  | { readonly is: 'tooSoon'; readonly seconds: number };

interface Known {
  readonly id: string;
  readonly hash: string | null;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: Sessions,
  ) {}

  async knock(knock: Knock): Promise<Answer> {
    const attempt = { addressHash: addressHash(knock.address), accountHash: accountHash(knock.email) };
    const { failures, known } = await this.work.run(systemActor(knock.app), (tx) => this.hear(tx, attempt, knock.email));
    const seconds = secondsToWait(failures);
    if (seconds > 0) return { is: 'tooSoon', seconds };
    await wait(millisecondsToHold(failures));
    if (!(await passwordIsRight(known?.hash ?? undefined, knock.password))) return { is: 'notRight' };
    return this.work.run(systemActor(knock.app), (tx) => this.letIn(tx, knock, known!.id, attempt));
  }

  /** Notes the attempt before the password is looked at; one that comes too soon is not looked at and does not prolong the wait. */
  private async hear(tx: Tx, attempt: Attempt, email: string) {
    const failures = await failuresBefore(tx, attempt);
    if (secondsToWait(failures) === 0) await noteAttempt(tx, attempt);
    const [known] = await tx.query<Known>('select id, password_hash as hash from person where lower(email) = lower($1)', [
      email.trim().normalize('NFKC'),
    ]);
    return { failures, known };
  }

  private async letIn(tx: Tx, { app, former }: Knock, personId: string, attempt: Attempt): Promise<Answer> {
    const grants = choicesAmong(await currentGrants(tx, personId, tx.today)).filter(({ role }) => admits(app, role));
    const [first] = grants;
    if (!first) return { is: 'notRight' };
    await forgetAttempts(tx, attempt);
    if (former !== undefined) await this.sessions.close(tx, former);
    const token = await this.sessions.open(tx, app, first);
    await tx.tell({ name: 'signed-in', caseId: null, facts: { personId, grantId: first.id } });
    return { is: 'in', token, choices: grants.length };
  }
}
