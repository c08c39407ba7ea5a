import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { type ActName, CasesService, actForms, actOf, isAct, openIn, viewCase } from '#lib/cases';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Envelope, type FieldError, readEnvelope } from '#lib/forms';
import { type Actor, Refused } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { mayEnter, typed } from '../words.js';
import { actFormPage } from './act-form.page.js';
import { actListPage } from './act-list.page.js';
import { type ActQuery, presetOf } from './preset.js';

/** Refusals after which the form comes back as it was filled. */
const again = ['bad-input', 'changed-meanwhile', 'act-not-open', 'tries-missing', 'second-person', 'idempotency-key-reused'] as const;
type Again = (typeof again)[number];

@Controller('cases/:id/acts')
export class ActsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
  ) {}

  @Get()
  @Allow('case.act')
  list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => actListPage(await viewCase(tx, id, 'act-list'), actor));
  }

  @Get(':act')
  @Allow('case.act')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('act') act: string, @Query() query: ActQuery) {
    return this.work.run(actor, async (tx) => {
      const name = allowed(actor, act);
      const view = await viewCase(tx, id, 'act-form');
      const { state, version } = view.head;
      if (!openIn(actOf(name), state)) throw new Refused('act-not-open', { act: name, state });
      return actFormPage({ act: name, view, version, filled: presetOf(name, query, view, tx.today) });
    });
  }

  @Post(':act')
  @Allow('case.act')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('act') act: string, @Body() body: unknown) {
    const name = allowed(actor, act);
    const envelope = readEnvelope(body);
    const { idempotencyKey: key, version } = envelope;
    try {
      await this.cases.recordAct(actor, id, name, body, { key, version });
      return redirect(`/cases/${id}?done=${name}`);
    } catch (refused) {
      if (!(refused instanceof Refused) || !again.some((code) => code === refused.code)) throw refused;
      return this.work.run(actor, (tx) => this.filledAgain(tx, id, name, body, envelope, refused));
    }
  }

  /** Nothing was saved and nothing is lost: the same form, what is wrong, and the version the case has now where the old one was the reason. */
  private async filledAgain(
    tx: Tx,
    id: string,
    name: ActName,
    body: unknown,
    { idempotencyKey, version }: Envelope,
    { code, facts }: Refused,
  ) {
    const view = await viewCase(tx, id, 'act-form');
    const stale = code === 'changed-meanwhile' || code === 'idempotency-key-reused';
    return actFormPage({
      act: name,
      view,
      version: stale ? view.head.version : (version ?? view.head.version),
      filled: typed(actForms[name], body),
      // A refusal has kept nothing under the key, so it still stands for this one act; a key that has done its act is replaced.
      key: code === 'idempotency-key-reused' ? undefined : idempotencyKey,
      errors: (facts['errors'] ?? []) as readonly FieldError[],
      problem: code === 'bad-input' ? undefined : { code: code as Exclude<Again, 'bad-input'>, facts },
    });
  }
}

/** Refuses `unknown-act`, and `not-allowed` where another role enters it. */
function allowed(actor: Actor, act: string): ActName {
  if (!isAct(act)) throw new Refused('unknown-act');
  if (!mayEnter(actor, act)) throw new Refused('not-allowed', { act });
  return act;
}
