import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  Allow,
  CurrentActor,
  confirmRecovery,
  mayAny,
  openRecoveries,
  peopleToRecover,
  recoveryInReach,
  startRecovery,
} from '#lib/accounts';
import { powersWaiting } from '#lib/administration';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, isId } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { confirmPage, donePage, listPage } from './recovery.page.js';

type Answers = Readonly<Record<string, unknown>> | undefined;
const reasonLength = { least: 10, most: 500 } as const;

/** A fresh start for somebody who cannot sign in: an administrator begins it, a second person confirms it with a reason. */
@Controller('recovery')
export class RecoveryController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('recovery.confirm')
  list(@CurrentActor() actor: Actor, @Query('started') started: unknown, @Query('done') done: unknown) {
    return this.work.run(actor, (tx) =>
      listed(tx, { started: started === 'yes', done: done === 'power' || done === 'asked' ? done : undefined }),
    );
  }

  @Post()
  @Allow('recovery.start')
  start(@CurrentActor() actor: Actor, @Body() body: Answers) {
    const personId = body?.['personId'];
    return this.work.run(actor, async (tx) => {
      if (!isId(personId)) return listed(tx, { wrong: true });
      await startRecovery(tx, personId);
      return redirect('/recovery?started=yes');
    });
  }

  @Get(':id')
  @Allow('recovery.confirm')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => confirmPage({ recovery: await recoveryInReach(tx, id) }));
  }

  /** The code stands on the answer and nowhere else, so the answer is no redirect. */
  @Post(':id')
  @HttpCode(200)
  @Allow('recovery.confirm')
  confirm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: Answers) {
    const reason = typeof body?.['reason'] === 'string' ? body['reason'].trim().normalize('NFC') : '';
    return this.work.run(actor, async (tx) => {
      const length = [...reason].length;
      const mistake = length < reasonLength.least ? 'reasonShort' : length > reasonLength.most ? 'reasonLong' : undefined;
      if (mistake) return confirmPage({ recovery: await recoveryInReach(tx, id), reason: reason.slice(0, 2_000), mistake });
      return donePage(await confirmRecovery(tx, id, reason));
    });
  }
}

interface Outcome {
  readonly started?: boolean;
  readonly wrong?: boolean;
  readonly done?: 'power' | 'asked' | undefined;
}
async function listed(tx: Tx, { started = false, wrong = false, done }: Outcome) {
  const people = mayAny(tx.actor.role, ['recovery.start']) ? await peopleToRecover(tx) : null;
  const [open, powers] = [await openRecoveries(tx), await powersWaiting(tx)];
  return listPage({ actorId: tx.actor.personId, open, people, powers, started, wrong, done });
}
