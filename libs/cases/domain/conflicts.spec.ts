import fc from 'fast-check';
import { type PlainDate, plainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import { listFor, standings } from './conflicts.js';
import { factsOf } from './facts-of.js';
import { type ActDone, History, type StepTaken } from './history.js';
import { sitting } from './members.js';

const today = plainDate('2026-06-01');
let serial = 0;
const act = (name: ActName, data: Record<string, unknown> = {}, on = '2026-05-01', role = 'founder'): ActDone => ({
  kind: 'act',
  id: `act-${++serial}`,
  name,
  occurredOn: plainDate(on),
  enteredAt: new Date(0),
  personId: role,
  role,
  data,
});
const member = (email: string, more: Record<string, unknown> = {}, on?: string) =>
  act('appointMember', { email, outside: 'yes', nominatingBody: 'bar', memberRole: 'committeeMember', ...more }, on);
const teacher = (on?: string) => act('nameParty', { partyKind: 'person', partyName: 'teacher', partyPost: 'homeroom' }, on);
const declares = (of: ActDone, cleared = 'yes', role = 'founder', on?: string) =>
  act('declareInterests', { member: of.id, ties: ['none'], interests: 'none', cleared }, on, role);
const owed = (...entries: ActDone[]) => standings(new History(entries), today).map(({ owes }) => owes);
const cleared = (entries: readonly (ActDone | StepTaken)[]) =>
  factsOf({ edition: '2025', dateOfDeath: plainDate('2026-02-10'), today, relatives: [], history: new History(entries) }).conflictsCleared;

describe('a declaration', () => {
  const anna = member('anna@committee.example');
  const ben = member('ben@committee.example');

  it('is owed by every member who sits, and settled by what the founder found', () => {
    expect(owed(teacher(), anna)).toEqual(['declaration']);
    expect(owed(teacher(), anna, declares(anna))).toEqual(['nothing']);
    expect(cleared([teacher(), anna, declares(anna)])).toBe(true);
  });
  it('of the member alone settles nothing: nobody clears their own conflict', () => {
    expect(owed(teacher(), anna, declares(anna, 'yes', 'committeeMember'))).toEqual(['assessment']);
    expect(owed(teacher(), anna, declares(anna), declares(anna, 'no', 'committeeMember'))).toEqual(['assessment']);
  });
  it.each([
    ['a person, school or post', () => teacher()],
    ['a relative', () => act('nameRelative', { relativeName: 'father' })],
    ['another member', () => ben],
  ])('is asked again once %s is added', (_, added) => {
    const one = added();
    const before = [teacher(), anna, declares(anna)];
    expect(owed(...before, one)[0]).toBe('declaration');
    expect(cleared([...before, one])).toBe(false);
    expect(standings(new History([...before, one]), today)[0]!.since).toEqual([one]);
    expect(owed(...before, one, declares(anna))[0]).toBe('nothing');
  });
  it('made again by the member waits for the founder again', () => {
    const later = [teacher(), anna, declares(anna), teacher(), declares(anna, 'yes', 'committeeMember')];
    expect(owed(...later)).toEqual(['assessment']);
    expect(owed(...later, declares(anna))).toEqual(['nothing']);
  });
  it('on paper signed before somebody was added does not cover them, however late it is entered', () => {
    expect(owed(anna, teacher('2026-05-07'), declares(anna, 'yes', 'founder', '2026-05-05'))).toEqual(['declaration']);
    expect(owed(anna, teacher('2026-05-07'), declares(anna, 'yes', 'founder', '2026-05-07'))).toEqual(['nothing']);
  });
  it('is made against the others, not against oneself', () => {
    const history = new History([anna, ben]);
    expect(listFor(history, anna, today)).toEqual([ben]);
    expect(listFor(history, ben, today)).toEqual([anna]);
  });
  it('is not owed by a member who was recused or whose term has ended, nor against them', () => {
    const recused = [anna, ben, declares(anna), declares(ben), act('recuseMember', { member: ben.id, reason: 'r' })];
    expect(owed(...recused)).toEqual(['nothing']);
    const ended = [anna, ben, declares(anna), declares(ben), act('endAppointment', { member: ben.id, lastDay: '2026-05-31' })];
    expect(owed(...ended)).toEqual(['nothing']);
  });
});

it('whatever happened: clear means that every member who sits was assessed by the founder after everyone in her list came', () => {
  const days = ['2026-05-01', '2026-05-02', '2026-05-03'];
  const kind = fc.constantFrom('nameParty', 'nameRelative', 'appointMember', 'declareInterests', 'recuseMember', 'endAppointment');
  const entry = fc.record({
    kind,
    at: fc.nat(4),
    on: fc.constantFrom(...days),
    role: fc.constantFrom('founder', 'committeeMember', 'secretariat'),
    clear: fc.constantFrom('yes', 'no'),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 25 }), (wanted) => {
      const done: ActDone[] = [];
      for (const { kind: name, at, on, role, clear } of wanted) {
        const members = done.filter((one) => one.name === 'appointMember');
        const of = members[at % Math.max(1, members.length)];
        if (name === 'appointMember') done.push(member(`m${at}@committee.example`, {}, on));
        else if (name === 'nameParty' || name === 'nameRelative') done.push(act(name, {}, on));
        else if (of) done.push(act(name as ActName, { member: of.id, cleared: clear, lastDay: on }, on, role));
      }
      const history = new History(done);
      const sits = sitting(history, today);
      const clear = cleared(done);
      if (clear) {
        expect(sits.length).toBeGreaterThan(0);
        for (const one of sits) {
          const found = done.filter((d) => d.name === 'declareInterests' && d.data.member === one.id);
          const by = found.filter((d) => d.role === 'founder').at(-1)!;
          expect([by.data.cleared, found.at(-1)!.data.cleared]).toEqual(['yes', 'yes']);
          for (const party of listFor(history, one, today)) {
            expect(done.indexOf(party)).toBeLessThan(done.indexOf(by));
            expect(party.occurredOn <= by.occurredOn).toBe(true);
          }
        }
      }
      // Adding anybody asks every member again, whatever was declared.
      const later = [...done, act('nameParty', {}, '2026-05-04' as PlainDate)];
      expect(standings(new History(later), today).every(({ owes }) => owes === 'declaration')).toBe(true);
      expect(cleared(later)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
