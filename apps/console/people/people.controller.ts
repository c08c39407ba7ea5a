import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import {
  AddOrganisation,
  FindPerson,
  RenameOrganisation,
  addOrganisation,
  countsOfPeople,
  findByAddress,
  organisationInReach,
  organisationsInReach,
  peopleIn,
  renameOrganisation,
} from '#lib/administration';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { peopleWords as words } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { tryForm } from './act.js';
import { type Shown, formPage } from './form.page.js';
import { organisationPage } from './organisation.page.js';
import { overviewPage } from './overview.page.js';

/** Organisations and lists of people, for their administrator. */
@Controller('people')
export class PeopleController {
  constructor(private readonly work: UnitOfWork) {}

  @Get()
  @Allow('people.administer')
  overview(@CurrentActor() actor: Actor) {
    return this.work.run(actor, (tx) => this.shown(tx));
  }

  /** Posted, so that no address of a person stands in an address of a page. */
  @Post('search')
  @HttpCode(200)
  @Allow('people.administer')
  async search(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const { done, shown } = await tryForm(this.work, actor, FindPerson, body, ['find-person'], async (tx, { email }) => {
      const personId = await findByAddress(tx, email);
      return { personId };
    });
    if (done?.personId) return redirect(`/people/${done.personId}`);
    return this.work.run(actor, (tx) => this.shown(tx, shown ? { search: shown } : { notFound: true }));
  }

  @Get('organisations/add')
  @Allow('people.administer')
  addForm(@CurrentActor() actor: Actor) {
    return this.work.run(actor, (tx) => addOrganisationPage(tx));
  }

  @Post('organisations/add')
  @Allow('people.administer')
  async add(@CurrentActor() actor: Actor, @Body() body: unknown) {
    const { done, shown } = await tryForm(this.work, actor, AddOrganisation, body, ['add-organisation'], addOrganisation);
    return shown ? this.work.run(actor, (tx) => addOrganisationPage(tx, shown)) : redirect(`/people/organisations/${done}`);
  }

  @Get('organisations/:id')
  @Allow('people.administer')
  organisation(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, async (tx) => {
      const organisation = await organisationInReach(tx, id);
      const [people, over] = await Promise.all([peopleIn(tx, id, false), peopleIn(tx, id, true)]);
      return organisationPage({ organisation, people, over, today: tx.today });
    });
  }

  @Get('organisations/:id/name')
  @Allow('people.administer')
  nameForm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => renamePage(tx, id));
  }

  @Post('organisations/:id/name')
  @Allow('people.administer')
  async rename(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const what = ['rename-organisation', id];
    const { shown } = await tryForm(this.work, actor, RenameOrganisation, body, what, (tx, { organisationName }) =>
      renameOrganisation(tx, id, organisationName),
    );
    return shown ? this.work.run(actor, (tx) => renamePage(tx, id, shown)) : redirect(`/people/organisations/${id}`);
  }

  private async shown(tx: Tx, more: { readonly search?: Shown; readonly notFound?: boolean } = {}) {
    const organisations = await organisationsInReach(tx);
    const counts = await countsOfPeople(
      tx,
      organisations.map(({ id }) => id),
    );
    return overviewPage({ organisations, counts, ...more });
  }
}

const above = { href: '/people', label: words.overview.title };

async function addOrganisationPage(tx: Tx, shown: Shown = {}) {
  const own = await organisationInReach(tx, tx.actor.organisationId ?? '');
  if (own.kind !== 'founder') throw new Refused('not-found');
  return formPage({ ...words.addOrganisation, above, of: AddOrganisation, action: '/people/organisations/add', ...shown });
}

async function renamePage(tx: Tx, id: string, shown?: Shown) {
  const { name } = await organisationInReach(tx, id);
  const filled = { organisationName: name };
  const back = { href: `/people/organisations/${id}`, label: name };
  return formPage({
    ...words.renameOrganisation,
    above: back,
    of: RenameOrganisation,
    action: `${back.href}/name`,
    ...(shown ?? { filled }),
  });
}
