import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { Allow, CurrentActor } from '#lib/accounts';
import {
  AddGrants,
  AddPerson,
  RenamePerson,
  addGrants,
  addPerson,
  handoversOf,
  letterStateOf,
  personInReach,
  posts,
  renamePerson,
} from '#lib/administration';
import { type Tx, UnitOfWork } from '#lib/database';
import { type Actor, Refused } from '#lib/kernel';
import { peopleWords as words, say } from '#lib/texts';
import { IdPipe, redirect } from '#lib/web';
import { tryForm } from './act.js';
import { OtherDoors } from '../other-doors.js';
import { letterShown } from '../staff-letters/shown-once.js';
import { type Shown, formPage, optionsOf } from './form.page.js';
import { isDone, personPage } from './person.page.js';

/** One person and their roles, for the administrator of an organisation of theirs. */
@Controller('people')
export class PersonController {
  constructor(
    private readonly work: UnitOfWork,
    @Inject(OtherDoors) private readonly doors: OtherDoors,
  ) {}

  @Get('add')
  @Allow('people.administer')
  addForm(@CurrentActor() actor: Actor, @Query('organisation') organisation: unknown) {
    return this.work.run(actor, (tx) => addPage(tx, undefined, organisation));
  }

  /** Answers with the letter itself: its code stands nowhere else, and a second sending of the form no longer has it. */
  @Post('add')
  @HttpCode(200)
  @Allow('people.administer')
  async add(@CurrentActor() actor: Actor, @Body() body: unknown) {
    let letter: Awaited<ReturnType<typeof addPerson>>['letter'];
    const { done, shown } = await tryForm(this.work, actor, AddPerson, body, ['add-person'], async (tx, form) => {
      const added = await addPerson(tx, form);
      letter = added.letter;
      return { personId: added.personId, waits: added.waits };
    });
    if (shown) return this.work.run(actor, (tx) => addPage(tx, shown));
    return this.work.run(actor, (tx) => letterShown(tx, this.doors, done.personId, { letter, waits: done.waits }));
  }

  @Get(':id')
  @Allow('people.administer')
  show(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Query('done') done: unknown) {
    return this.work.run(actor, async (tx) => {
      const person = await personInReach(tx, id);
      const handovers = await handoversOf(tx, person.grants);
      const letter = await letterStateOf(tx, id);
      const self = actor.personId === id;
      return personPage({ person, handovers, letter, today: tx.today, self, done: isDone(done) ? done : undefined });
    });
  }

  @Get(':id/grants')
  @Allow('people.administer')
  grantsForm(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string) {
    return this.work.run(actor, (tx) => grantsPage(tx, id));
  }

  /** Whoever comes back gets a letter as somebody new does. */
  @Post(':id/grants')
  @HttpCode(200)
  @Allow('people.administer')
  async grant(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: unknown) {
    let letter: Awaited<ReturnType<typeof addPerson>>['letter'];
    const { done, shown } = await tryForm(this.work, actor, AddGrants, body, ['add-grants', id], async (tx, form) => {
      const asked = await addGrants(tx, id, form);
      letter = asked?.letter;
      return { back: asked !== null, waits: asked?.waits };
    });
    if (shown) return this.work.run(actor, (tx) => grantsPage(tx, id, shown));
    if (!done.back) return redirect(`/people/${id}?done=grants`);
    return this.work.run(actor, (tx) => letterShown(tx, this.doors, id, { letter, waits: done.waits }));
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
