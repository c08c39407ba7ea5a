import { plainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import { withoutContact } from './contact.js';
import { factsOf } from './facts-of.js';
import { onlyNoted, wishesOf } from './facts/wishes.js';
import { allDeclined } from './facts/jsc.js';
import { type ActDone, History } from './history.js';
import { mandatesIn } from './mandate.js';
import { Words } from './own-word.js';
import { consent } from './tracks.js';

let count = 0;
const by =
  (role: string, personId: string) =>
  (name: ActName, data: object = {}, on = '2026-06-10'): ActDone => ({
    kind: 'act',
    id: `a${++count}`,
    name,
    occurredOn: plainDate(on),
    enteredAt: new Date(0),
    personId,
    role,
    data: ['confirmStatement', 'contestStatement', 'attestStatement'].includes(name) ? { ...data } : { relative: 'm', ...data },
  });
const office = by('founder', 'clerk');
const school = by('school', 'teacher');
const she = by('relative', 'mother');
const representative = by('representative', 'lawyer');
const wish = (wish: string, more: object = {}) => ({ wish, ...more });

const state = (act: ActDone, ...all: readonly ActDone[]) => Words.in(new History(all)).stateOf(act);
const wishIn = (...all: readonly ActDone[]) => wishesOf(new History(all), ['m'], ['m'])[0];
const said = (...all: readonly ActDone[]) => Words.in(new History(all)).said('recordIntention', 'm')?.data;

describe('what she said herself', () => {
  const own = she('recordIntention', wish('WISH'));
  it('is not lowered by any office, whatever day or way it names, until she confirms', () => {
    for (const enter of [office, school, by('secretariat', 's'), by('committeeMember', 'c'), by('founderHead', 'h')])
      for (const to of ['NO_WISH', 'UNDECIDED', 'PARTIAL'])
        for (const on of ['2026-01-05', '2026-06-10', '2026-07-01']) {
          const entered = enter('recordIntention', wish(to, { scope: 'x', statedBy: 'paper' }), on);
          expect(wishIn(own, entered)).toBe('WISH');
          expect(wishIn(own, entered, she('confirmStatement', { to: entered.id }))).toBe(to);
        }
  });
  it('is lowered by a paper and a second person, and comes back when she contests that', () => {
    const entered = office('recordIntention', wish('NO_WISH'));
    const attested = school('attestStatement', { to: entered.id });
    expect(wishIn(own, entered, attested)).toBe('NO_WISH');
    expect(wishIn(own, entered, attested, she('contestStatement', { to: entered.id }))).toBe('WISH');
  });
  it('stays when she spoke anew while an entry waited, whoever confirms that later', () => {
    const entered = office('recordIntention', wish('NO_WISH'));
    const again = she('recordIntention', wish('PARTIAL'));
    expect(wishIn(own, entered, again, school('attestStatement', { to: entered.id }))).toBe('PARTIAL');
  });
  it('is raised at once; of an entry that raises and lowers only what raises', () => {
    const no = she('recordIntention', wish('NO_WISH', { consentMext: 'no', contactWish: '手紙で' }));
    expect(wishIn(no, office('recordIntention', wish('WISH')))).toBe('WISH');
    const mixed = office('recordIntention', wish('WISH', { consentMext: 'yes', contactWish: '電話で' }));
    expect(said(no, mixed)).toMatchObject({ wish: 'WISH', consentMext: 'no', contactWish: '手紙で' });
    expect(state(mixed, no, mixed)).toBe('waits');
  });
  it('is not raised either by a paper older than it', () =>
    expect(wishIn(she('recordIntention', wish('NO_WISH')), office('recordIntention', wish('WISH'), '2026-06-09'))).toBe('NO_WISH'));
  it('is what she is shown: an office’s word before it is not said to be hers any more, and comes back to nobody', () => {
    const before = office('recordIntention', wish('WISH'));
    expect(Words.in(new History([before])).enteredFor('m')).toEqual([before]);
    expect(Words.in(new History([before, own])).enteredFor('m')).toEqual([]);
  });
  it('keeps what was not asked again', () =>
    expect(said(she('recordIntention', wish('PARTIAL', { scope: '部活' })), office('recordIntention', wish('WISH')))).toMatchObject({
      wish: 'WISH',
    }));
});

/** How the first word of an office stands for a relative who has said nothing herself. */
const ofTheFirst = ({ name, data }: ActDone) =>
  name === 'declineJsc'
    ? 'waits'
    : ['recordIntention', 'recordPublicationWish', 'giveOpinion'].includes(name) ||
        (name === 'recordNoContact' && data.noContactKind === 'declined')
      ? 'noted'
      : 'counts';

describe('the first word of an office for a relative who has said nothing', () => {
  const noted = (wishOf: string, ...more: readonly ActDone[]) => {
    const entered = office('recordIntention', wish(wishOf));
    return { entered, is: (...after: readonly ActDone[]) => onlyNoted(new History([entered, ...more, ...after]), ['m']) };
  };
  it('that she wishes none, or is undecided, is a note until she confirms it or a second person saw her paper', () => {
    for (const value of ['NO_WISH', 'UNDECIDED']) {
      const { entered, is } = noted(value);
      expect(is()).toBe(true);
      expect(is(office('recordIntention', wish(value)))).toBe(true);
      expect(is(she('confirmStatement', { to: entered.id }))).toBe(false);
      expect(is(school('attestStatement', { to: entered.id }))).toBe(false);
      expect(is(she('recordIntention', wish(value)))).toBe(false);
      expect(is(school('attestStatement', { to: entered.id }), she('contestStatement', { to: entered.id }))).toBe(false);
    }
  });
  it('that she wishes one counts at once, and is not lowered by the next', () => {
    expect(noted('WISH').is()).toBe(false);
    const [first, next] = [office('recordIntention', wish('WISH')), office('recordIntention', wish('NO_WISH'))];
    expect([wishIn(first, next), state(next, first, next)]).toEqual(['WISH', 'waits']);
  });
  it('is not confirmed any more once she, or an office for her, said something newer', () => {
    const { entered } = noted('NO_WISH');
    const attested = school('attestStatement', { to: entered.id });
    for (const newer of [she('recordIntention', wish('WISH')), office('recordIntention', wish('WISH'))])
      expect(wishIn(entered, newer, attested)).toBe('WISH');
  });
  it('of a representative an office named is one of an office, also when it takes back what it said', () => {
    const named = office('nameRepresentative', { mayWish: true });
    const says = (value: string) => representative('recordIntention', wish(value, { underMandates: [named.id] }));
    expect(onlyNoted(new History([named, says('WISH'), says('NO_WISH')]), ['m'])).toBe(true);
  });
  it('that she agrees gives nothing away; that she does not agree counts', () => {
    const of = (...all: readonly ActDone[]) => consent(new History(all), ['m'], 'consentMext');
    const yes = office('recordIntention', wish('WISH', { consentMext: 'yes' }));
    expect([of(yes), of(yes, she('confirmStatement', { to: yes.id }))]).toEqual(['none', 'consented']);
    expect(of(office('recordIntention', wish('WISH', { consentMext: 'no' })))).toBe('refused');
  });
  it('that she claims nothing ends no claim', () => {
    const no = office('declineJsc', { statement: 's' });
    expect(allDeclined(new History([no]), ['m'])).toBe(false);
    expect(allDeclined(new History([no, school('attestStatement', { to: no.id })]), ['m'])).toBe(true);
  });
  it('that she wants no contact leaves her in peace, and leaves her out only when it is confirmed', () => {
    const no = office('recordNoContact', { noContactKind: 'declined' });
    const history = new History([no]);
    expect([Words.in(history).quiet('m'), withoutContact(history, 'm')]).toEqual([no, false]);
    expect(withoutContact(new History([no, school('attestStatement', { to: no.id })]), 'm')).toBe(true);
  });
});

describe('an office’s first word on a publication, or a committee’s that she has no opinion', () => {
  const taken = (name: 'showDraft' | 'submitReport') =>
    ({ kind: 'step', name, to: 'REPORTED', takenOn: plainDate('2026-04-01'), takenAt: new Date(0) }) as const;
  const now = (...more: readonly ActDone[]) =>
    factsOf({
      ...{ edition: '2025' as const, dateOfDeath: plainDate('2026-02-01'), today: plainDate('2026-06-01'), relatives: ['m'] },
      history: new History([taken('showDraft'), taken('submitReport'), ...more]),
    });
  it('is asked for, and nothing goes ahead over it until she or a second person with her paper confirms it', () => {
    const no = office('giveOpinion', { noOpinion: true });
    expect([now(no).opinionsHeard, now(no).opinionOnlyNoted]).toEqual([true, true]);
    expect(now(no, school('attestStatement', { to: no.id })).opinionOnlyNoted).toBe(false);
    expect(now(no, she('confirmStatement', { to: no.id })).opinionOnlyNoted).toBe(false);
    expect(now(office('giveOpinion', { opinion: '誤りがある' })).opinionOnlyNoted).toBe(false);
    const yes = office('recordPublicationWish', { publicationWish: 'full' });
    expect([now(yes).publicationWish, now(yes).publicationOnlyNoted]).toEqual([true, true]);
    expect(now(yes, school('attestStatement', { to: yes.id })).publicationOnlyNoted).toBe(false);
    expect(now(office('recordPublicationWish', { publicationWish: 'none' })).publicationOnlyNoted).toBe(false);
  });
});

describe('of a relative who speaks herself', () => {
  const speaks = she('askQuestion', { question: '？' });
  it('no office says that she has no wish, declines, wants no contact, has no opinion, or who speaks for her', () => {
    for (const [name, data] of [
      ['recordIntention', wish('NO_WISH')],
      ['recordIntention', wish('UNDECIDED')],
      ['recordIntention', wish('WISH', { consentCdr: 'yes' })],
      ['recordPublicationWish', { publicationWish: 'full' }],
      ['declineJsc', { statement: 's' }],
      ['recordNoContact', { noContactKind: 'declined' }],
      ['recordNoContact', { noContactKind: 'unreachable' }],
      ['giveOpinion', { noOpinion: true }],
      ['nameRepresentative', { mayWish: true }],
    ] as const) {
      const entered = office(name, data);
      expect([name, state(entered, entered)]).toEqual([name, ofTheFirst(entered)]);
      expect([name, state(entered, speaks, entered)]).toEqual([name, 'waits']);
    }
    const waiting = [office('declineJsc'), office('recordNoContact', { noContactKind: 'declined' }), office('nameRepresentative')];
    const history = new History([speaks, ...waiting]);
    expect([allDeclined(history, ['m']), withoutContact(history, 'm'), mandatesIn(history)]).toEqual([false, false, []]);
  });
  it('a wish entered for her counts at once, and she may contest it', () => {
    const entered = office('recordIntention', wish('WISH'));
    expect(wishIn(speaks, entered)).toBe('WISH');
    expect(wishIn(speaks, entered, she('contestStatement', { to: entered.id }))).toBeNull();
  });
  it('her lawyer is not taken from her', () => {
    const lawyer = she('nameRepresentative', { mayWish: true });
    const ended = office('withdrawRepresentative', { mandate: lawyer.id });
    expect(mandatesIn(new History([lawyer, ended]))[0]!.withdrawnOn).toBeNull();
    expect(mandatesIn(new History([lawyer, ended, she('confirmStatement', { to: ended.id })]))[0]!.withdrawnOn).toBe('2026-06-10');
  });
});

describe('a representative', () => {
  const no = (mandate: ActDone) => representative('recordIntention', wish('NO_WISH', { underMandates: [mandate.id] }));
  it('she named says her word', () => {
    const hers = she('nameRepresentative', { mayWish: true });
    expect(wishIn(she('recordIntention', wish('WISH')), hers, no(hers))).toBe('NO_WISH');
  });
  it('an office named does not, also beside one she named, until she confirms who it is', () => {
    const [theirs, hers, own] = [
      office('nameRepresentative', { mayWish: true }),
      she('nameRepresentative'),
      she('recordIntention', wish('WISH')),
    ];
    expect(wishIn(theirs, own, no(theirs))).toBe('WISH');
    expect(wishIn(theirs, hers, own, no(theirs))).toBe('WISH');
    const waiting = office('nameRepresentative', { mayWish: true });
    expect(wishIn(own, waiting, she('confirmStatement', { to: waiting.id }), no(waiting))).toBe('NO_WISH');
  });
});

describe('a relative who speaks on paper alone', () => {
  it('has a wish counted as it is entered, and a paper that lowers it only with a second person', () => {
    const [first, second] = [office('recordIntention', wish('WISH')), office('recordIntention', wish('NO_WISH'))];
    expect([wishIn(first), wishIn(first, second)]).toEqual(['WISH', 'WISH']);
    expect(wishIn(first, second, school('attestStatement', { to: second.id }))).toBe('NO_WISH');
    expect(wishIn(second, first)).toBe('WISH');
  });
  it('who wrote that she wants no contact is left in peace until a second person has read otherwise, and owed everything again at once', () => {
    const quiet = office('recordNoContact', { noContactKind: 'declined' });
    const restored = school('restoreContact');
    const isQuiet = (...all: ActDone[]) => Words.in(new History(all)).quiet('m') !== undefined;
    expect([isQuiet(quiet), isQuiet(quiet, restored), withoutContact(new History([quiet, restored]), 'm')]).toEqual([true, true, false]);
    expect(isQuiet(quiet, restored, office('attestStatement', { to: restored.id }))).toBe(false);
    expect(isQuiet(quiet, she('restoreContact'))).toBe(false);
    expect(isQuiet(office('recordNoContact', { noContactKind: 'unreachable' }), school('restoreContact'))).toBe(false);
  });
});
