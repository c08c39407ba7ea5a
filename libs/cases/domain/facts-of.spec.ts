import fc from 'fast-check';
import { plainDate } from '#lib/kernel';
import { type ActName, actNames } from './acts.js';
import { checkNoContact } from './contact.js';
import { factsOf } from './facts-of.js';
import { type ActDone, History, type StepTaken } from './history.js';
import { possible } from './case.js';
import { type StepName, stepNames, stepOf } from './steps.js';

let serial = 0;
const act = (name: ActName, data: Record<string, unknown> = {}, personId = 'anna', on = '2026-05-01'): ActDone => ({
  kind: 'act',
  id: `act-${++serial}`,
  name,
  occurredOn: plainDate(on),
  enteredAt: new Date(0),
  personId,
  role: 'founder',
  data,
});
const step = (name: StepName): StepTaken => ({
  kind: 'step',
  name,
  to: stepOf(name).to,
  takenOn: plainDate('2026-05-01'),
  takenAt: new Date(0),
});
const facts = (
  entries: readonly (ActDone | StepTaken)[],
  relatives: readonly string[] = ['mother'],
  today = '2026-06-01',
  edition: '2014' | '2025' = '2025',
) => factsOf({ edition, dateOfDeath: plainDate('2026-02-10'), today: plainDate(today), relatives, history: new History(entries) });
const wish = (relative: string, value: string) => act('recordIntention', { relative, wish: value });
const tries = (relative: string, ways = ['phone', 'letter', 'visit'], days = ['2026-04-01', '2026-04-03', '2026-04-09']) =>
  days.map((on, i) => act('tryContact', { relative, way: ways[i] }, 'anna', on));

describe('wishes', () => {
  it('are the latest of each relative, and missing where one who can be reached has not answered', () => {
    const { wishes } = facts([wish('mother', 'NO_WISH'), wish('mother', 'WISH')], ['mother', 'father']);
    expect(wishes).toEqual(['WISH', null]);
  });

  it('still count when the relative can no longer be reached', () => {
    const gone = [wish('mother', 'WISH'), ...tries('mother'), act('recordNoContact', { relative: 'mother', noContactKind: 'unreachable' })];
    expect(facts(gone).wishes).toEqual(['WISH']);
  });

  it('are not awaited from a relative who wrote that contact is not wanted, until contact is restored', () => {
    const declined = act('recordNoContact', { relative: 'mother', noContactKind: 'declined', statement: 'written' });
    const confirmed = [declined, act('attestStatement', { to: declined.id }, 'ben')];
    expect([facts([declined]).wishes, facts([declined]).nobodyReachable]).toEqual([[null], false]);
    expect(facts(confirmed).wishes).toEqual([]);
    expect(facts(confirmed).nobodyReachable).toBe(true);
    expect(facts([...confirmed, act('restoreContact', { relative: 'mother' })]).wishes).toEqual([null]);
  });

  it('stay unheeded when they change after the decision not to move', () => {
    const later = [wish('mother', 'NO_WISH'), step('decideNotToMove'), wish('mother', 'WISH')];
    expect(facts(later).wishUnheeded).toBe(true);
    expect(facts([...later, step('moveToDetailed')]).wishUnheeded).toBe(false);
  });

  it('can be set aside only after the latest of them', () => {
    const override = act('overrideWish', { reason: 'written' });
    const confirmed = [wish('mother', 'WISH'), step('confirmIntention')];
    expect(facts([...confirmed, override]).wishOverridden).toBe(true);
    expect(facts([...confirmed, override, wish('mother', 'WISH')]).wishOverridden).toBe(false);
    expect(facts([override, ...confirmed]).wishOverridden).toBe(false);
  });
});

describe('no contact', () => {
  const refused = (history: ActDone[]) => {
    try {
      checkNoContact(new History(history), 'mother', 'unreachable');
      return null;
    } catch (error) {
      return (error as { facts: unknown }).facts;
    }
  };
  it('is refused before three tries, on different days, by two ways', () => {
    expect(refused(tries('mother').slice(0, 2))).toMatchObject({ tries: 2 });
    expect(refused(tries('mother', ['phone', 'phone', 'phone']))).toMatchObject({ ways: 1 });
    expect(refused(tries('mother', undefined, ['2026-04-01', '2026-04-01', '2026-04-03']))).toMatchObject({ days: 2 });
    expect(refused(tries('father'))).toMatchObject({ tries: 0 });
  });
  it('is accepted after them', () => expect(refused(tries('mother'))).toBeNull());
  it('starts from nothing once contact was restored', () => {
    expect(refused([...tries('mother'), act('restoreContact', { relative: 'mother' })])).toMatchObject({ tries: 0 });
  });
});

describe('an explanation', () => {
  it('counts when every relative who can be reached was told', () => {
    const told = (...relatives: string[]) => act('explainJsc', { relatives });
    expect(facts([told('mother')], ['mother', 'father']).explained.has('jsc')).toBe(false);
    expect(facts([told('mother'), told('father')], ['mother', 'father']).explained.has('jsc')).toBe(true);
  });

  it('is owed again to a relative named later', () => {
    const told = act('explainJsc', { relatives: ['mother'] });
    expect(facts([told], ['mother']).explained.has('jsc')).toBe(true);
    expect(facts([told], ['mother', 'father']).explained.has('jsc')).toBe(false);
  });

  it('of the result is owed again for a new report', () => {
    const told = act('explainResult', { relatives: ['mother'] });
    expect(facts([step('submitReport'), told]).explained.has('result')).toBe(true);
    expect(facts([step('submitReport'), told, step('startSupplement'), step('submitReport')]).explained.has('result')).toBe(false);
  });

  it('is never taken as given where nobody can be reached', () => {
    expect(facts([act('recordNoContact', { relative: 'mother', noContactKind: 'declined' })]).explained.size).toBe(0);
  });
});

describe('a paper', () => {
  const read = (document: string, personId: string) => act('recordReadThrough', { document }, personId);
  it('is read through by someone else than its author (G10)', () => {
    const handed = act('issueIntentionForm', { relatives: ['mother'] }, 'anna');
    const since = step('reportBasicSurvey');
    expect(facts([since, read('intentionForm', 'anna'), handed]).readThrough.has('intentionForm')).toBe(false);
    expect(facts([since, read('intentionForm', 'ben'), handed]).readThrough.has('intentionForm')).toBe(true);
  });
  it('is read in the version that was handed over', () => {
    const handed = (relative: string, documentVersion: string) =>
      act('issueIntentionForm', { relatives: [relative], documentVersion }, 'anna');
    const reading = act('recordReadThrough', { document: 'intentionForm', documentVersion: '第２版' }, 'ben');
    const read2 = (...entries: ActDone[]) =>
      facts([step('reportBasicSurvey'), reading, ...entries], ['mother', 'father']).readThrough.has('intentionForm');
    expect(read2(handed('mother', '第2版'))).toBe(true);
    expect(read2(handed('mother', '第3版'))).toBe(false);
    expect(read2(handed('mother', '第2版'), handed('father', '第3版'))).toBe(false);
    expect(read2(handed('mother', '第1版'), handed('mother', '第2版'))).toBe(true); // The first was replaced.
  });
  it('that was never handed over was not read, unless there is nobody to hand it to', () => {
    const reading = [step('reportBasicSurvey'), read('basicResultSheet', 'ben')];
    expect(facts(reading).readThrough.has('basicResultSheet')).toBe(false);
    const declined = act('recordNoContact', { relative: 'mother', noContactKind: 'declined' });
    expect(facts([...reading, declined]).readThrough.has('basicResultSheet')).toBe(false);
    const confirmed = act('attestStatement', { to: declined.id }, 'ben');
    expect(facts([...reading, declined, confirmed]).readThrough.has('basicResultSheet')).toBe(true);
  });
  it('is read again when the draft changes', () => {
    const reads = { ...read('draftReport', 'ben'), role: 'secretariat' };
    const first = [act('freezeDraft', {}, 'anna'), reads];
    expect(facts(first).readThrough.has('draftReport')).toBe(true);
    expect(facts([...first, act('freezeDraft', {}, 'anna')]).readThrough.has('draftReport')).toBe(false);
  });
  it('that lies in the committee’s room is read by nobody outside of it, nor in another text', () => {
    const frozen = act('freezeDraft', { fingerprint: 'a' }, 'anna');
    const reads = (role: string, fingerprint: string) => ({
      ...act('recordReadThrough', { document: 'draftReport', fingerprint }, 'ben'),
      role,
    });
    const isRead = (reading: ActDone) => facts([frozen, reading]).readThrough.has('draftReport');
    expect([isRead(reads('secretariat', 'a')), isRead(reads('secretariat', 'b')), isRead(reads('founder', 'a'))]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it('does not let a member clear a conflict alone (G6)', () => {
  const member = act('appointMember', { nominatingBody: 'bar', outside: 'yes' });
  const says = (role: string, cleared: string) => ({ ...act('declareInterests', { member: member.id, cleared }), role });
  expect(facts([member, says('committeeMember', 'yes')]).conflictsCleared).toBe(false);
  expect(facts([member, says('committeeMember', 'yes'), says('founder', 'yes')]).conflictsCleared).toBe(true);
  expect(facts([member, says('founder', 'yes'), says('committeeMember', 'no')]).conflictsCleared).toBe(false);
});

it('knows on which day the ordinary JSC limit has passed', () => {
  expect(facts([], [], '2028-02-10').jscLimitPassed).toBe(false);
  expect(facts([], [], '2028-02-11').jscLimitPassed).toBe(true);
});

it('answers for any history whatever, and never calls a case without relatives explained', () => {
  const data = fc.record({
    relative: fc.constantFrom('mother', 'father'),
    relatives: fc.subarray(['mother', 'father']),
    wish: fc.constantFrom('WISH', 'NO_WISH'),
    decision: fc.constantFrom('move', 'accepted'),
  });
  const entry = fc.oneof(
    fc.tuple(fc.constantFrom(...actNames), data, fc.constantFrom('anna', 'ben')).map(([name, d, who]) => act(name, d, who)),
    fc.constantFrom(...stepNames).map(step),
  );
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
      const some = facts(entries, []);
      expect(some.explained.size).toBe(0);
      expect(some.nobodyReachable).toBe(false);
      expect(
        possible('INTENTION_RECORDED', facts(entries)).filter(
          (p) =>
            p.step === 'decideNotToMove' &&
            p.missing.length === 0 &&
            facts(entries).wishes.includes('WISH') &&
            !facts(entries).wishOverridden,
        ),
      ).toEqual([]);
    }),
  );
});
