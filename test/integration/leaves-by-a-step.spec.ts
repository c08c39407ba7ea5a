import { viewCase } from '#lib/cases';
import { type Account, Listeners, Tx } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { acts as actTexts, familyWords } from '#lib/texts';
import { type Line, linesOf } from '../../seeds/demo/story.js';
import { act, attest, eachRelative, explain, read, step } from '../../seeds/demo/lines.js';
import type { Person } from '../support/told-case.js';
import { type RoomWorld, roomWorld } from '../support/room.world.js';
import { testVault } from '../support/key-ring.js';
import { hiddenOf, key } from '../support/visitor.js';

jest.setTimeout(120_000);

let world: RoomWorld;
let { owner, house, apps, people, cookies, school } = {} as RoomWorld;

const first = '示した案の本文の印';
const second = '示さなかった案の本文の印';

beforeAll(async () => {
  world = await roomWorld();
  ({ owner, house, apps, people, cookies, school } = world);
});
afterAll(() => world?.close());
afterEach(() => expect(apps.faults.splice(0)).toEqual([]));

const freeze = (on: number, content: string): Line => act(on, 'committeeMember', 'freezeDraft', () => ({ content }));
const items = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((item) =>
  act(150, 'committeeMember', 'answerStandardItem', () => ({ item, outcome: 'answered', answer: '項目の本文の印' })),
);
const shown: readonly Line[] = [
  ...items,
  freeze(151, first),
  read(152, 'secretariat', 'draftReport'),
  step(153, 'secretariat', 'showDraft'),
];
const heard: readonly Line[] = [
  explain(155, 'committeeMember', 'recordDraftShown'),
  eachRelative(160, 'secretariat', 'giveOpinion', 0, () => ({ opinion: '母の意見の印' })),
  act(161, 'committeeMember', 'answerOpinion', (told) => ({ to: told.act('giveOpinion'), answer: '答えの印' })),
  eachRelative(162, 'secretariat', 'giveOpinion', 1, () => ({ noOpinion: true })),
  attest(162, 'giveOpinion'),
];
const sign = act(170, 'committeeMember', 'signReport', () => ({ signedBy: '委員 三' }));
const submit = step(170, 'committeeMember', 'submitReport');

/** A case that stands where the committee works, and what was told on top. */
const told = (lines: readonly Line[]) =>
  house.tell(
    people,
    { ago: 300, schoolId: school, pupilName: '架空 七' },
    [...linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running']), ...lines],
    [people.mother.email, people.father.email],
  );
const actorOf = ({ id, role, organisationId }: Person): Actor => ({ personId: id, role, organisationId, zone: 'console' });
const refusal = async (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

const underAccount: RoomWorld['underAccount'] = (...asked) => world.underAccount(...asked);
const reportsUnder = (account: Account, who: Person, caseId: string) =>
  underAccount(account, who, 'select version from final_report where case_id = $1 order by version', [caseId]);
const actsUnder = async (account: Account, who: Person, caseId: string): Promise<string[]> =>
  (
    (await underAccount(account, who, `select name from ${account === 'family' ? 'released_act' : 'act'} where case_id = $1`, [
      caseId,
    ])) as { name: string }[]
  ).map(({ name }) => name);

describe('a signed report', () => {
  const outside = async (caseId: string) => ({
    report: (await apps.at('console').open(`/cases/${caseId}/report`, cookies.founder)).statusCode,
    link: (await apps.at('console').open(`/cases/${caseId}`, cookies.founder)).body.includes(`/cases/${caseId}/report"`),
    family: (await apps.at('family').open(`/cases/${caseId}`, cookies.mother)).body.includes(actTexts.signReport.family!),
    rows: [
      ...(await reportsUnder('console', people.founder, caseId)),
      ...(await reportsUnder('api', people.founder, caseId)),
      ...(await reportsUnder('family', people.mother, caseId)),
    ],
    acts: [
      ...(await actsUnder('console', people.founder, caseId)),
      ...(await actsUnder('console', people.school, caseId)),
      ...(await actsUnder('api', people.founder, caseId)),
      ...(await actsUnder('family', people.mother, caseId)),
    ].filter((name) => name === 'signReport'),
  });
  const nothing = { report: 404, link: false, family: false, rows: [], acts: [] };

  it('stays in the room until it is handed in, also where the committee takes it back', async () => {
    const { caseId, on } = await told([...shown, ...heard, sign]);
    expect(await outside(caseId)).toEqual(nothing);
    await on(step(171, 'committeeMember', 'reviseDraft'));
    expect(await outside(caseId)).toEqual(nothing);
    const again: readonly Line[] = [
      freeze(172, second),
      read(172, 'secretariat', 'draftReport'),
      step(173, 'secretariat', 'showDraft'),
      explain(174, 'committeeMember', 'recordDraftShown'),
      eachRelative(175, 'secretariat', 'giveOpinion', 0, () => ({ noOpinion: true })),
      attest(175, 'giveOpinion'),
      eachRelative(175, 'secretariat', 'giveOpinion', 1, () => ({ noOpinion: true })),
      attest(175, 'giveOpinion'),
      act(176, 'committeeMember', 'signReport', () => ({ signedBy: '委員 三' })),
    ];
    for (const line of again) await on(line);
    expect(await outside(caseId)).toEqual(nothing);
    await on(step(176, 'committeeMember', 'submitReport'));
    expect(await outside(caseId)).toMatchObject({ report: 200, link: true, rows: [{ version: 1 }, { version: 1 }, { version: 1 }] });
    const page = (await apps.at('console').open(`/cases/${caseId}/report`, cookies.founder)).body;
    expect([page.includes(second), page.includes(first)]).toEqual([true, false]);
  });

  it('of the second round does not show beside the first before it is handed in', async () => {
    const { caseId, on } = await told([...shown, ...heard, sign, submit, ...linesOf(['result', 'supplement'])]);
    const shownAgain: readonly Line[] = [
      freeze(221, second),
      read(222, 'secretariat', 'draftReport'),
      step(222, 'secretariat', 'showDraft'),
      act(223, 'committeeMember', 'signReport', () => ({ signedBy: '委員 三' })),
    ];
    for (const line of shownAgain) await on(line);
    const page = (await apps.at('console').open(`/cases/${caseId}/report`, cookies.founder)).body;
    expect([page.includes(first), page.includes(second)]).toEqual([true, false]);
    expect(await reportsUnder('console', people.founder, caseId)).toEqual([{ version: 1 }]);
    expect((await actsUnder('console', people.founder, caseId)).filter((name) => name === 'signReport')).toHaveLength(1);
  });

  it('is written by the committee’s account only where the case was handed in', async () => {
    const { caseId } = await told([...shown, ...heard, sign]);
    const write = (account: Account, who: Person) =>
      underAccount(
        account,
        who,
        `insert into final_report (id, case_id, version, content, fingerprint, signed_on) values (gen_random_uuid(), $1, 1, 'x', 'x', now())`,
        [caseId],
      );
    await expect(write('committee', people.committeeMember)).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(write('console', people.founder)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });
});

describe('what is signed', () => {
  it('is the draft that was shown: a newer one has to be shown first', async () => {
    const { caseId, on } = await told([...shown, ...heard, freeze(169, second)]);
    expect(await refusal(on(sign))).toBe('draft-not-shown');
    await on(step(170, 'committeeMember', 'reviseDraft'));
    expect(await refusal(on(step(170, 'committeeMember', 'showDraft')))).toBe('facts-missing'); // Nobody has read the new one through.
    await on(read(170, 'secretariat', 'draftReport'));
    for (const line of [
      step(171, 'committeeMember', 'showDraft'),
      ...heard.map((line) => ({ ...line, on: 172 })),
      { ...sign, on: 173 },
      { ...submit, on: 173 },
    ])
      await on(line);
    const [report] = await owner.query<{ fingerprint: string }[]>('select fingerprint from final_report where case_id = $1', [caseId]);
    const drafts = await owner.query<{ fingerprint: string }[]>(
      'select fingerprint from released_draft where case_id = $1 order by version',
      [caseId],
    );
    expect(report!.fingerprint).toBe(drafts.at(-1)!.fingerprint);
    expect(report!.fingerprint).not.toBe(drafts[0]!.fingerprint);
  });

  it('stays what was shown where a newer draft is frozen between signing and handing in', async () => {
    const { caseId, on } = await told([...shown, ...heard, sign, freeze(170, second)]);
    await on(submit);
    const page = (await apps.at('console').open(`/cases/${caseId}/report`, cookies.founder)).body;
    expect([page.includes(first), page.includes(second)]).toEqual([true, false]);
  });

  it('is told the same way to founder and family, by its fingerprint', async () => {
    const { caseId } = await told([...shown, ...heard, sign, submit, ...linesOf(['result'])]);
    const [{ fingerprint }] = await owner.query('select fingerprint from final_report where case_id = $1', [caseId]);
    const family = await apps.at('family').open(`/cases/${caseId}/report`, cookies.mother);
    const office = await apps.at('console').open(`/cases/${caseId}/report`, cookies.founder);
    expect([family.body.includes(fingerprint), office.body.includes(fingerprint)]).toEqual([true, true]);
    expect(family.body).toContain(familyWords.reader.warningTitle);
    const marked = await owner.query<{ name: string; print: string }[]>(
      `select name, data->>'fingerprint' as print from act where case_id = $1 and data ? 'fingerprint' order by at_version`,
      [caseId],
    );
    expect(new Set(marked.map(({ name }) => name))).toEqual(
      new Set(['freezeDraft', 'recordReadThrough', 'recordDraftShown', 'giveOpinion', 'signReport', 'explainResult']),
    );
    expect(new Set(marked.map(({ print }) => print))).toEqual(new Set([fingerprint]));
  });
});

describe('what goes on in the committee’s room', () => {
  let caseId: string;
  let on: Awaited<ReturnType<typeof told>>['on'];
  const fromOutside = async (who: 'founder' | 'school') => {
    const view = await house.asOwner((tx) =>
      viewCase(new Tx(tx.manager, actorOf(people[who]), tx.now, new Listeners(), testVault), caseId, 'test'),
    );
    const page = (await apps.at('console').open(`/cases/${caseId}`, cookies[who])).body;
    return { acts: view.history.entries.map(({ name }) => name), view, page };
  };
  const ofTheRoom = ['answerStandardItem', 'freezeDraft', 'recordDraftShown', 'giveOpinion', 'answerOpinion', 'signReport'];

  beforeAll(async () => {
    ({ caseId, on } = await told([...shown, ...heard, sign]));
  });

  it.each(['founder', 'school'] as const)(
    'is not seen by the %s: neither the acts, nor when, nor how many, nor what is still missing',
    async (who) => {
      const { acts, view, page } = await fromOutside(who);
      expect(acts.filter((name) => ofTheRoom.includes(name))).toEqual([]);
      expect(view.head.version).toBe(acts.length + 1);
      expect(view.possible).toEqual([]);
      for (const mark of ['母の意見の印', '答えの印', '項目の本文の印', first]) expect(page).not.toContain(mark);
      const ids = await owner.query<{ id: string; name: string }[]>('select id, name from act where case_id = $1 and name = any($2)', [
        caseId,
        ofTheRoom,
      ]);
      expect(ids.length).toBeGreaterThan(10);
      for (const { id, name } of ids)
        expect([name, (await apps.at('console').open(`/cases/${caseId}/acts/${name}/${id}`, cookies[who])).statusCode]).toEqual([
          name,
          404,
        ]);
      const rows = await actsUnder('console', people[who], caseId);
      expect(rows.filter((name) => ofTheRoom.includes(name))).toEqual([]);
    },
  );

  it('does not move the form of somebody who does not see it', async () => {
    const open = async () => (await fromOutside('founder')).view.head.version;
    const before = await open();
    await on(freeze(170, second));
    expect(await open()).toBe(before);
  });

  it('leaves it with the report, as far as it was about the draft that was handed in', async () => {
    await on(submit);
    for (const who of ['founder', 'school'] as const) {
      const { acts } = await fromOutside(who);
      expect(ofTheRoom.filter((name) => (acts as string[]).includes(name))).toEqual([
        'recordDraftShown',
        'giveOpinion',
        'answerOpinion',
        'signReport',
      ]);
      expect((await actsUnder('console', people[who], caseId)).filter((name) => name === 'giveOpinion')).toHaveLength(2);
    }
    const taken = await told([...shown, ...heard, step(163, 'committeeMember', 'reviseDraft')]);
    ({ caseId, on } = taken);
    for (const line of [
      freeze(164, second),
      read(164, 'secretariat', 'draftReport'),
      step(165, 'committeeMember', 'showDraft'),
      ...heard.map((line) => ({ ...line, on: 166 })),
      { ...sign, on: 167 },
      { ...submit, on: 167 },
    ])
      await on(line);
    expect((await fromOutside('founder')).acts.filter((name) => name === 'giveOpinion')).toHaveLength(2); // Of four: two were about the draft that was taken back.
    expect((await actsUnder('console', people.founder, caseId)).filter((name) => name === 'giveOpinion')).toHaveLength(2);
  });
});

const opinion = async (caseId: string) => {
  const path = `/cases/${caseId}/draft`;
  return { ...hiddenOf((await apps.at('family').open(path, cookies.mother)).body, path), noOpinion: 'yes' };
};

describe('what two people do at once', () => {
  it('neither fails nor tells one relative what the other does', async () => {
    const { caseId, relatives } = await told([...shown]);
    const form = async () => {
      const path = `/cases/${caseId}/intention`;
      return { path, hidden: hiddenOf((await apps.at('family').open(path, cookies.mother)).body, path) };
    };
    const before = await form();
    await house.does(people.founder, caseId, 'recordCare', { note: '見えない記録' });
    await house.does(people.father, caseId, 'askQuestion', { relative: relatives[1], question: '見えない質問' });
    const after = await form();
    expect(after.hidden['version']).toBe(before.hidden['version']);
    const answer = await apps.at('family').send(before.path, { ...before.hidden, wish: 'UNDECIDED' }, cookies.mother);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/cases/${caseId}?done=recordIntention`]);
    const stale = await apps.at('family').send(before.path, { ...before.hidden, idempotencyKey: key(), wish: 'WISH' }, cookies.mother);
    expect(stale.statusCode).toBe(409); // What she did herself meanwhile she has to see first.
  });
});

describe('why a member left and where members are written to', () => {
  it('is for the founder, not for the school', async () => {
    const { caseId } = await told([
      act(140, 'founder', 'recuseMember', (line) => ({ member: line.act('appointMember'), reason: '理由の印' })),
    ]);
    const read = async (who: 'founder' | 'school') => {
      const acts = await owner.query<{ id: string; name: string }[]>(
        `select id, name from act where case_id = $1 and name in ('appointMember', 'recuseMember')`,
        [caseId],
      );
      const pages = await Promise.all(
        acts.map(({ id, name }) => apps.at('console').open(`/cases/${caseId}/acts/${name}/${id}`, cookies[who])),
      );
      return pages.map(({ body }) => body).join('');
    };
    const [founder, school] = [await read('founder'), await read('school')];
    for (const mark of ['理由の印', people.secretariat.email])
      expect([mark, founder.includes(mark), school.includes(mark)]).toEqual([mark, true, false]);
  });
});

describe('the journal', () => {
  it('of what goes on in the room lies in a chain that founder and school neither read nor take along', async () => {
    const { caseId } = await told([...shown]);
    for (const below of ['', '/draft', '/items', '/opinions', '/records'])
      expect((await apps.at('committee').open(`/cases/${caseId}${below}`, cookies.member)).statusCode).toBe(200);
    expect((await apps.at('family').send(`/cases/${caseId}/draft`, await opinion(caseId), cookies.mother)).statusCode).toBe(303);
    const chains = await owner.query<{ chain: string; content: string }[]>('select chain, content from journal_entry where case_id = $1', [
      caseId,
    ]);
    const inRoom = (content: string) =>
      /"event":"read".*"role":"(committeeMember|secretariat)"|"act":"(answerStandardItem|freezeDraft|giveOpinion)"/.test(content);
    const byRoom = chains.filter(({ content }) => inRoom(content));
    expect(byRoom.length).toBeGreaterThan(14);
    expect(new Set(byRoom.map(({ chain }) => chain))).toEqual(new Set([`room/${caseId}`]));
    const exported = await apps.at('console').open(`/cases/${caseId}/journal/export`, cookies.founder);
    expect(exported.statusCode).toBe(200);
    const page = await apps.at('console').open(`/cases/${caseId}/journal?size=all`, cookies.founder);
    for (const text of [exported.body, page.body])
      for (const mark of ['answerStandardItem', 'freezeDraft', 'standard-items', 'room/']) expect(text).not.toContain(mark);
    for (const account of ['console', 'api'] as const)
      for (const table of ['journal_entry', 'journal_head'])
        expect(await underAccount(account, people.founder, `select from ${table} where chain = $1`, [`room/${caseId}`])).toEqual([]);
  });
});
