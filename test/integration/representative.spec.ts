import { addDays } from '#lib/calendar';
import { acts, choices, familyWords, journalWords, refusals, representativeWords as words, say } from '#lib/texts';
import { type Fields, type RepresentativeWorld, lawyerWith, representativeWorld } from '../support/representative.world.js';
import { key, linksOf } from '../support/visitor.js';

jest.setTimeout(180_000);
let world: RepresentativeWorld;
const cookies = {} as Record<'mother' | 'father' | 'lawyer' | 'friend', string>;
beforeAll(async () => {
  world = await representativeWorld();
  for (const who of ['mother', 'father', 'lawyer', 'friend'] as const) cookies[who] = await world.signIn(world.people[who].email);
});
afterAll(() => world?.close());
afterEach(() => expect(world.faults.splice(0)).toEqual([]));

/** A case in which the mother has named the lawyer. */
async function named(more: Fields = {}) {
  const one = await world.tell();
  const path = `/cases/${one.caseId}`;
  const answer = await world.fillIn(`${path}/representative`, lawyerWith(more), cookies.mother);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `${path}?done=nameRepresentative`]);
  expect((await world.mandatesOf(one.caseId)).map(({ personId }) => personId)).toEqual([null]);
  await world.letIn(one.caseId, 'bengo@law.example');
  const [mandate] = await world.mandatesOf(one.caseId);
  return { ...one, path, mandate: mandate! };
}
const both: Fields = { maySpeak: 'yes', mayWish: 'yes' };
const status = async (path: string, who: keyof typeof cookies) => (await world.open(path, cookies[who])).statusCode;
const end = (path: string, mandate: string, who: keyof typeof cookies) =>
  world.send(`${path}/representative/end`, { mandate, idempotencyKey: key() }, cookies[who]);
const count = async (caseId: string, act: string): Promise<number> => (await world.opened.acts(caseId, act)).length;

describe('a relative who names a representative', () => {
  it('lets nobody in by the address, gives the case to whoever came by the letter, and sees who it is, how far and since when', async () => {
    const { path, mandate } = await named({ maySpeak: 'yes', copies: 'yes' });
    expect(mandate.personId).toBe(world.people.lawyer.id);
    expect(await status(path, 'lawyer')).toBe(200);
    const { body } = await world.open(`${path}/representative`, cookies.mother);
    for (const text of ['架空 弁護', choices.representativeKind.lawyer, 'bengo@law.example', words.speak, words.copiesYes, words.noLastDay])
      expect(body).toContain(text);
    expect(body).not.toContain(`${words.wish}<`);
  });

  it('has the name and the ways to reach them sealed', async () => {
    const { caseId } = await named({ representativePost: '架空県架空市1-2-3' });
    const [row] = await world.sql('select name, email, post from mandate where case_id = $1', [caseId]);
    for (const text of Object.values(row!)) expect(text).toMatch(/^s1:/);
  });

  it('is told what is wrong, with the form as it was filled in', async () => {
    const { caseId } = await world.tell();
    const path = `/cases/${caseId}/representative`;
    const { email: _, ...unreachable } = lawyerWith();
    const answer = await world.fillIn(path, { ...unreachable, mandateLastDay: addDays(world.today, -1) }, cookies.mother);
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('架空 弁護');
    expect(answer.body).toContain('href="#f-email"');
    expect(answer.body).toContain('href="#f-mandateLastDay"');
    expect(await world.mandatesOf(caseId)).toEqual([]);
  });

  it('names one, however often the form is sent', async () => {
    const { caseId } = await world.tell();
    const fields = { ...lawyerWith(), idempotencyKey: key() };
    const sent = () => world.send(`/cases/${caseId}/representative`, fields, cookies.mother);
    expect([(await sent()).statusCode, (await sent()).statusCode]).toEqual([303, 303]);
    expect(await world.mandatesOf(caseId)).toHaveLength(1);
  });

  it('shows it to the representative and to nobody else of the family', async () => {
    const { path } = await named(both);
    const theirs = (await world.open(`${path}/representative`, cookies.father)).body;
    expect(theirs).toContain(words.none);
    for (const page of ['', '/representative', '/questions'])
      expect((await world.open(path + page, cookies.father)).body).not.toMatch(/架空 弁護|bengo@law/);
  });

  it('gives one account for one relative: the father’s naming of the same lawyer waits for a letter of its own', async () => {
    const { caseId, path, mother } = await named(both);
    await world.fillIn(`${path}/representative`, lawyerWith(both), cookies.father);
    await world.letIn(caseId, 'bengo@law.example');
    const [one, two] = await world.mandatesOf(caseId);
    expect([one!.personId, two!.personId].sort()).toEqual([null, world.people.lawyer.id].sort());
    const { body } = await world.open(path, cookies.lawyer);
    expect(body).toContain(say(words.actingFor, { name: await nameOf(mother), kind: choices.representativeKind.lawyer }));
  });
});

const nameOf = async (relativeId: string): Promise<string> =>
  (await world.opened.column('relative', 'name')).find(({ id }) => id === relativeId)!.text;

describe('a representative', () => {
  it('reads at the top of every page for whom, and finds no page that leads into nothing', async () => {
    const { path, mother } = await named();
    const line = say(words.actingFor, { name: await nameOf(mother), kind: choices.representativeKind.lawyer });
    const seen = new Set<string>();
    const waiting = [path];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (seen.has(at) || at.startsWith('/account')) continue;
      seen.add(at);
      const { statusCode, body } = await world.open(at, cookies.lawyer);
      expect([at, statusCode]).toEqual([at, 200]);
      if (at.startsWith(path)) expect([at, body.includes(line)]).toEqual([at, true]);
      waiting.push(...linksOf(body));
    }
    expect(seen.size).toBeGreaterThan(6);
    expect(seen).not.toContain(`${path}/reminders`);
  });

  it('sees what the mother asked, and nothing of the father', async () => {
    const { path } = await named();
    await world.fillIn(`${path}/questions`, { question: 'ははの質問の印' }, cookies.mother);
    await world.fillIn(`${path}/questions`, { question: 'ちちの質問の印' }, cookies.father);
    const { body } = await world.open(`${path}/questions`, cookies.lawyer);
    expect(body).toContain('ははの質問の印');
    expect(body).not.toContain('ちちの質問の印');
  });

  it('may only read without a power: no page offers a form, and what is sent is refused', async () => {
    const { caseId, path } = await named();
    const tried: readonly [string, string, Fields][] = [
      ['/questions', 'askQuestion', { question: '代わりの質問' }],
      ['/supplement', 'requestSupplement', { insufficient: '足りない点' }],
      ['/objection', 'recordObjection', { objection: '異議' }],
      ['/intention', 'recordIntention', { wish: 'WISH' }],
      ['/publication-wish', 'recordPublicationWish', { publicationWish: 'none' }],
    ];
    for (const [page, act, fields] of tried) {
      const before = await count(caseId, act);
      expect((await world.open(path + page, cookies.lawyer)).body).not.toContain(`action="${path}${page}"`);
      const { statusCode, body } = await world.send(path + page, { idempotencyKey: key(), ...fields }, cookies.lawyer);
      expect([page, statusCode]).toEqual([page, 403]);
      expect(body).toContain(refusals['power-missing'].title);
      expect(await count(caseId, act)).toBe(before);
    }
    const rewriting = async (who: string) => (await world.open(`${path}/intention`, who)).body.includes('from=former');
    expect([await rewriting(cookies.mother), await rewriting(cookies.lawyer)]).toEqual([true, false]);
  });

  it('with the power to speak asks, objects and requests; wishes stay with the mother', async () => {
    const { caseId, path } = await named({ maySpeak: 'yes' });
    for (const [page, fields] of [
      ['/questions', { question: '代わりの質問' }],
      ['/objection', { objection: '代わりの異議' }],
      ['/supplement', { insufficient: '代わりの申出' }],
    ] as const)
      expect([page, (await world.fillIn(path + page, fields, cookies.lawyer)).statusCode]).toEqual([page, 303]);
    expect((await world.send(`${path}/intention`, { wish: 'NO_WISH', idempotencyKey: key() }, cookies.lawyer)).statusCode).toBe(403);
    expect((await world.open(`${path}/questions`, cookies.mother)).body).toContain('代わりの質問');
    expect((await world.open(`${path}/supplement`, cookies.mother)).body).toContain('代わりの申出');
    expect((await world.open(`${path}/supplement`, cookies.father)).body).not.toContain('代わりの申出');
    expect(await count(caseId, 'requestSupplement')).toBe(1);
  });

  it('with the power for wishes states the mother’s: it counts as hers, and the record and the journal name both', async () => {
    const { caseId, path, mother } = await named({ mayWish: 'yes' });
    const consents = { earlySurveyWish: 'no', consentMext: 'no', consentCfa: 'no', consentCdr: 'no' };
    const answer = await world.fillIn(`${path}/intention`, { wish: 'PARTIAL', scope: '代わりの範囲', ...consents }, cookies.lawyer);
    expect(answer.statusCode).toBe(303);
    expect((await world.opened.acts(caseId, 'recordIntention')).at(-1)).toMatchObject({
      personId: world.people.lawyer.id,
      data: { relative: mother, wish: 'PARTIAL', statedBy: 'representative' },
    });
    const [entry] = await world.sql<{ personId: string; role: string; facts: Record<string, unknown> }>(
      `select content::jsonb->>'personId' as "personId", content::jsonb->>'role' as role, content::jsonb->'facts' as facts from journal_entry
        where case_id = $1 and content::jsonb->'facts'->>'act' = 'recordIntention' order by seq desc limit 1`,
      [caseId],
    );
    expect(entry).toMatchObject({ personId: world.people.lawyer.id, role: 'representative', facts: { forRelative: mother } });
    const home = (await world.open(path, cookies.mother)).body;
    expect(home).toContain(choices.wish.PARTIAL);
    expect(home).toContain(words.byRepresentative);
    expect(home).not.toContain(familyWords.wishes.none);
  });

  it('speaks for the mother alone, whatever id a form names', async () => {
    const { caseId, path, mother, father } = await named(both);
    await world.send(`${path}/questions`, { question: '名義の質問', relative: father, idempotencyKey: key() }, cookies.lawyer);
    expect((await world.opened.acts(caseId, 'askQuestion')).at(-1)!.data.relative).toBe(mother);
  });

  it('is shown to the mother with the days they read, and not to the father', async () => {
    const { path } = await named();
    await world.open(path, cookies.lawyer);
    const line = `>${journalWords.family.representative}<`;
    expect((await world.open(`${path}/opened`, cookies.mother)).body).toContain(line);
    expect((await world.open(`${path}/opened`, cookies.lawyer)).body).toContain(line);
    expect((await world.open(`${path}/opened`, cookies.father)).body).not.toContain(line);
  });

  it('names nobody further, and chooses no mails of hers', async () => {
    const { caseId, path } = await named(both);
    expect((await world.open(`${path}/representative`, cookies.lawyer)).body).not.toContain(acts.nameRepresentative.familyTitle);
    const fields = { ...lawyerWith(), idempotencyKey: key() };
    expect((await world.send(`${path}/representative`, fields, cookies.lawyer)).statusCode).toBe(403);
    expect((await world.send(`${path}/reminders`, { mails: 'no', idempotencyKey: key() }, cookies.lawyer)).statusCode).toBe(403);
    expect(await world.mandatesOf(caseId)).toHaveLength(1);
  });
});

describe('the end of a mandate', () => {
  const closed = async (path: string) => {
    for (const page of ['', '/questions', '/draft', '/report', '/intention', '/representative', '/opened'])
      expect([page, await status(path + page, 'lawyer')]).toEqual([page, 404]);
    const { statusCode } = await world.send(`${path}/questions`, { question: '遅れた質問', idempotencyKey: key() }, cookies.lawyer);
    expect(statusCode).toBe(404);
    expect((await world.open('/', cookies.lawyer)).body).not.toContain(path);
  };

  it('by the mother closes the running session at once; what was done stays', async () => {
    const { caseId, path, mandate } = await named(both);
    await world.fillIn(`${path}/questions`, { question: '代わりの質問' }, cookies.lawyer);
    expect((await end(path, mandate.id, 'mother')).headers.location).toBe(`${path}?done=withdrawRepresentative`);
    await closed(path);
    expect(await count(caseId, 'askQuestion')).toBeGreaterThan(0);
    const { body } = await world.open(`${path}/representative`, cookies.mother);
    expect(body).toContain(words.past);
    expect(body).toContain('架空 弁護');
    expect((await world.open(`${path}/questions`, cookies.mother)).body).toContain('代わりの質問');
  });

  it('by stepping back, too, and the mother reads of it', async () => {
    const { caseId, path, mandate } = await named();
    expect((await end(path, mandate.id, 'lawyer')).headers.location).toBe('/');
    await closed(path);
    expect((await world.mandatesOf(caseId))[0]!.withdrawnOn).not.toBeNull();
    expect((await world.open(path, cookies.mother)).body).toContain(acts.withdrawRepresentative.family);
  });

  it('comes once: a second time is refused and says so', async () => {
    const { path, mandate } = await named();
    await end(path, mandate.id, 'mother');
    expect((await end(path, mandate.id, 'mother')).statusCode).toBe(422);
  });

  it('is not the father’s to decide, nor another representative’s', async () => {
    const { path, mandate, caseId } = await named();
    await world.fillIn(
      `${path}/representative`,
      { ...lawyerWith(), email: 'tomo@help.example', representativeKind: 'supporter' },
      cookies.mother,
    );
    await world.letIn(caseId, 'tomo@help.example');
    expect(await status(path, 'friend')).toBe(200);
    for (const who of ['father', 'friend'] as const) expect((await end(path, mandate.id, who)).statusCode).toBe(422);
    expect((await world.mandatesOf(caseId)).every(({ withdrawnOn }) => withdrawnOn === null)).toBe(true);
    expect(await status(path, 'lawyer')).toBe(200);
  });

  it('comes with the last day, which still counts', async () => {
    const { caseId, path } = await named();
    const lastDay = (on: string) => world.sql(`update mandate set starts_on = '2020-01-01', ends_on = $2 where case_id = $1`, [caseId, on]);
    await lastDay(world.today);
    expect(await status(path, 'lawyer')).toBe(200);
    await lastDay(addDays(world.today, -1));
    await closed(path);
  });

  it('does not let an act in that waited while the mother ended it', async () => {
    const { caseId, path, mandate } = await named(both);
    const before = await count(caseId, 'askQuestion');
    const lock = await world.lock(caseId);
    const waiting = world.send(`${path}/questions`, { question: '待っていた質問', idempotencyKey: key() }, cookies.lawyer);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await lock.query('update mandate set withdrawn_on = current_date where id = $1', [mandate.id]);
    await lock.query('commit');
    await lock.end();
    expect((await waiting).statusCode).toBe(404);
    expect(await count(caseId, 'askQuestion')).toBe(before);
  });
});
