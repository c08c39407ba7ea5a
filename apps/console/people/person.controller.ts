import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import {
  AddGrants,
  AddPerson,
  RenamePerson,
  addGrants,
  addPerson,
  handoversOf,
  personInReach,
  posts,
  renamePerson,
} from '#lib/administration';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { peopleWords as words, say } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { tryForm } from './act.js';
import { addedPage } from './added.page.js';
import { type Shown, formPage, optionsOf } from './form.page.js';
import { isDone, personPage } from './person.page.js';

/** One person and their roles, for the administrator of an organisation of theirs. */
@Controller('people')
export class PersonController {
  constructor(private readonly work: UnitOfWork) {}

  @Get('add')
  @Allow('people.administer')
  addForm(@CurrentActor() actor: Actor, @Query('organisation') organisation: unknown) {
    return this.work.run(actor, (tx) => addPage(tx, undefined, organisation));
  }

  /** Answers with the page itself: the password stands nowhere else, and a second sending of the form no longer has it. */
  @Post('add')
  @HttpCode(200)
  @Allow('people.administer')
  async add(@CurrentActor() actor: Actor, @Body() body: unknown) {
    let password: string | undefined;
    const { done, shown } = await tryForm(this.work, actor, AddPerson, body, ['add-person'], async (tx, form) => {
      const added = await addPerson(tx, form);
      password = added.password;
      return { personId: added.personId };
    });
    return shown ? this.work.run(actor, (tx) => addPage(tx, shown)) : addedPage({ personId: done.personId, password });
  }

  @Get(':id')
  @Allow('people.administer')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    return this.work.run(actor, async (tx) => {
      const person = await personInReach(tx, id);
      const handovers = await handoversOf(tx, person.grants);
      return personPage({ person, handovers, today: tx.today, self: actor.personId === id, done: isDone(done) ? done : undefined });
    });
  }

  @Get(':id/grants')
  @Allow('people.administer')
  grantsForm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => grantsPage(tx, id));
  }

  /** Whoever comes back is shown a password as somebody new is. */
  @Post(':id/grants')
  @HttpCode(200)
  @Allow('people.administer')
  async grant(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    let password: string | undefined;
    const { done, shown } = await tryForm(this.work, actor, AddGrants, body, ['add-grants', id], async (tx, form) => {
      const added = await addGrants(tx, id, form);
      password = added.password ?? undefined;
      return { back: added.password !== null };
    });
    if (shown) return this.work.run(actor, (tx) => grantsPage(tx, id, shown));
    return done.back ? addedPage({ personId: id, password }) : redirect(`/people/${id}?done=grants`);
  }

  @Get(':id/name')
  @Allow('people.administer')
  nameForm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => namePage(tx, id));
  }

  @Post(':id/name')
  @Allow('people.administer')
  async rename(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    const { shown } = await tryForm(this.work, actor, RenamePerson, body, ['rename-person', id], (tx, { personName }) =>
      renamePerson(tx, id, personName),
    );
    return shown ? this.work.run(actor, (tx) => namePage(tx, id, shown)) : redirect(`/people/${id}?done=name`);
  }
}

async function addPage(tx: Tx, shown?: Shown, organisation?: unknown) {
  const all = await posts(tx);
  const own = all.filter((post) => post.organisation.id === organisation);
  const options = optionsOf(all);
  const first = own.length === 1 ? optionsOf(own)[0]?.value : undefined;
  const filled = { startsOn: tx.today, ...(first ? { post: first } : {}) };
  return formPage({
    ...words.addPerson,
    above: { href: '/people', label: words.overview.title },
    of: AddPerson,
    action: '/people/add',
    lists: { post: options, postTwo: options, postThree: options },
    ...(shown ?? { filled }),
  });
}

async function grantsPage(tx: Tx, id: string, shown?: Shown) {
  const { name } = await personInReach(tx, id);
  if (tx.actor.personId === id) throw new Refused('self-grant');
  const options = optionsOf(await posts(tx));
  return formPage({
    ...words.addGrants,
    lead: name,
    above: { href: `/people/${id}`, label: say(words.back, { name }) },
    of: AddGrants,
    action: `/people/${id}/grants`,
    lists: { post: options, postTwo: options, postThree: options },
    ...(shown ?? { filled: { startsOn: tx.today } }),
  });
}

async function namePage(tx: Tx, id: string, shown?: Shown) {
  const { name } = await personInReach(tx, id);
  return formPage({
    ...words.renamePerson,
    above: { href: `/people/${id}`, label: say(words.back, { name }) },
    of: RenamePerson,
    action: `/people/${id}/name`,
    ...(shown ?? { filled: { personName: name } }),
  });
}
