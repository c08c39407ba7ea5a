import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import { attempt, onlyFields, writeOf } from '#lib/case-pages';
import { type ActName, CasesService, actForms, actNames, actOf, appointmentsOf, isAct, openIn } from '#lib/cases';
import { UnitOfWork } from '#lib/database';
import { DeliberationsQueries } from '#lib/deliberations';
import { type Filled, fillForm } from '#lib/forms';
import { type Actor, Refused, countsAs } from '#lib/kernel';
import { IdPipe, redirect } from '#lib/web';
import { type CommitteeView, viewForCommittee } from '../case/committee-view.js';
import { actFormPage } from './act-form.page.js';
import { actListPage } from './act-list.page.js';

/** Fields a link may fill beforehand, so that "answer this one" leads to a form that knows which one. */
const presettable = ['item', 'to', 'member', 'document'];

function allowed(actor: Actor, name: string): ActName {
  if (!isAct(name) || !countsAs(actor.role, actOf(name).by)) throw new Refused('unknown-act');
  return name;
}

/** Every act of the committee, by the form of the act. */
@Controller('cases/:id/acts')
export class ActsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CasesService,
    private readonly deliberations: DeliberationsQueries,
  ) {}

  @Get()
  @Allow('deliberation.read')
  async list(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    const view = await this.view(actor, id, 'act-list');
    const names = actNames.filter((name) => countsAs(actor.role, actOf(name).by) && openIn(actOf(name), view.head.state));
    return actListPage(view, names);
  }

  @Get(':act')
  @Allow('deliberation.write')
  async form(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Param('act') name: string,
    @Query() query: Record<string, unknown>,
  ) {
    const act = allowed(actor, name);
    const view = await this.view(actor, id, 'act-form');
    const preset = fillForm(
      actForms[act],
      onlyFields(actForms[act], Object.fromEntries(Object.entries(query).filter(([field]) => presettable.includes(field)))),
    );
    return actFormPage({
      act,
      view,
      values: { occurredOn: view.today, ...preset, ...(await this.former(actor, id, act, preset)) },
    });
  }

  @Post(':act')
  @Allow('deliberation.write')
  async enter(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Param('act') name: string, @Body() body: unknown) {
    const act = allowed(actor, name);
    const next = await this.leadsOn(actor, id, act, body);
    const { again } = await attempt(actForms[act], body, () =>
      this.cases.recordAct(actor, id, act, onlyFields(actForms[act], body), writeOf(body)),
    );
    if (again) return actFormPage({ act, view: await this.view(actor, id, 'act-form'), again });
    return redirect(next);
  }

  private view(actor: Actor, id: string, what: string): Promise<CommitteeView> {
    return this.work.run(actor, (tx) => viewForCommittee(tx, id, what));
  }

  /** What was answered to this item before, to be rewritten. */
  private async former(actor: Actor, id: string, act: ActName, { item }: Filled): Promise<Filled> {
    if (act !== 'answerStandardItem' || typeof item !== 'string') return {};
    const { items } = await this.deliberations.room(actor, id);
    const answer = items.find((one) => one.item === item);
    return answer ? { outcome: answer.outcome, answer: answer.answer, ...(answer.lookedAt ? { lookedAt: answer.lookedAt } : {}) } : {};
  }

  /** Where it goes on afterwards: who recuses herself does not find the case any more. */
  private async leadsOn(actor: Actor, id: string, act: ActName, body: unknown): Promise<string> {
    const own = act === 'recuseMember' ? await this.work.run(actor, (tx) => appointmentsOf(tx, id)) : [];
    return own.includes(String((body as { member?: unknown } | null)?.member)) ? '/?left=yes' : `/cases/${id}?done=${act}`;
  }
}
