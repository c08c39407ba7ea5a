import { Injectable } from '@nestjs/common';
import { type Attempt, attempt, onlyFields, writeOf } from '#lib/case-pages';
import { type ActName, CasesService, type StepName, actForms, actOf, openIn } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { type OwnCase, viewOwn } from './own-case.js';

/** What the page knows by itself: who speaks, how, and that it is today. */
export const known = ['relative', 'statedBy', 'occurredOn'] as const;

interface Wanted {
  readonly act: ActName;
  readonly body: unknown;
  /** Code of the reading in the journal. */
  readonly what: string;
  /** Whether the form is offered at all to this relative now. */
  readonly open?: (own: OwnCase) => boolean;
  /** The step that goes with the act. Said by the form, not by the state: a second sending must ask for the same as the first. */
  readonly step?: StepName | undefined;
}

/** Enters what a relative says of herself. Whom it is about is never taken from the form. */
@Injectable()
export class OwnActs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
  ) {}

  /** Refuses: `not-found`, `act-not-open`; mistakes come back as values together with the case as it is now. */
  async enter(actor: Actor, caseId: string, { act, body, what, open, step }: Wanted): Promise<{ readonly own: OwnCase } & Attempt> {
    const own = await this.view(actor, caseId, what);
    if (open && !open(own)) throw new Refused('act-not-open', { act });
    const answers = {
      ...onlyFields(actForms[act], body, known),
      relative: own.me.id,
      statedBy: own.stands ? 'representative' : 'ownForm',
      occurredOn: own.today,
    };
    const write = writeOf(body);
    const result = await attempt(actForms[act], body, () =>
      step ? this.cases.recordAndStep(actor, caseId, act, step, answers, write) : this.cases.recordAct(actor, caseId, act, answers, write),
    );
    if (!result.again) return { own, ...result };
    const now = await this.view(actor, caseId, what);
    const closed = result.again.problem === 'changed-meanwhile' && !openIn(actOf(act), now.head.state);
    return { own: now, again: closed ? { ...result.again, problem: 'act-not-open' } : result.again };
  }

  private view(actor: Actor, caseId: string, what: string): Promise<OwnCase> {
    return this.work.run(actor, (tx) => viewOwn(tx, caseId, what));
  }
}
