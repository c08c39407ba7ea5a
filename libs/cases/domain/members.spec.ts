import { Refused, plainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import { type ActDone, History } from './history.js';
import { chairOf, checkAppointment, checkSits, sitting } from './members.js';

const today = plainDate('2026-06-01');
let serial = 0;
const act = (name: ActName, data: Record<string, unknown> = {}): ActDone => ({
  kind: 'act',
  id: `act-${++serial}`,
  name,
  occurredOn: plainDate('2026-05-01'),
  enteredAt: new Date(0),
  personId: 'anna',
  role: 'founder',
  data,
});
const appointed = (email?: string, more: object = {}) => act('appointMember', { ...(email ? { email } : {}), ...more });
const recused = (member: ActDone) => act('recuseMember', { member: member.id, reason: 'r' });
const ends = (member: ActDone, lastDay: string) => act('endAppointment', { member: member.id, lastDay, reason: 'r' });
const sit = (...entries: ActDone[]) => sitting(new History(entries), today);
const refusalOf = (doing: () => void): unknown => {
  try {
    doing();
    return null;
  } catch (error) {
    return error instanceof Refused ? error.facts['errors'] : error;
  }
};

describe('a member', () => {
  const anna = appointed('anna@committee.example');
  it('sits from the appointment on', () => expect(sit(anna)).toEqual([anna]));
  it('no longer sits once recused', () => expect(sit(anna, recused(anna))).toEqual([]));
  it('sits through the last day of the term, and not after', () => {
    expect(sit(anna, ends(anna, '2026-06-01'))).toEqual([anna]);
    expect(sit(anna, ends(anna, '2026-05-31'))).toEqual([]);
    expect(sit(anna, ends(anna, '2026-05-31'), ends(anna, '2026-07-31'))).toEqual([anna]);
  });
  it('is recused with every appointment she has', () => {
    const also = appointed('Anna@committee.example', { memberRole: 'secretariat' });
    expect(sit(anna, also, recused(also))).toEqual([]);
  });
  it('without an address is nobody else without an address', () => {
    const [one, other] = [appointed(), appointed()];
    expect(sit(one, other, recused(one))).toEqual([other]);
  });
  it('who was recused is appointed again only where it is written why', () => {
    const history = new History([anna, recused(anna)]);
    const again = { email: 'ANNA@committee.example' };
    expect(refusalOf(() => checkAppointment(history, again))).toEqual([{ field: 'despiteRecusal', code: 'recused-before' }]);
    expect(refusalOf(() => checkAppointment(history, { ...again, despiteRecusal: 'why' }))).toBeNull();
    expect(refusalOf(() => checkAppointment(history, { email: 'ben@committee.example' }))).toBeNull();
    const back = appointed('anna@committee.example');
    expect(sit(anna, recused(anna), back)).toEqual([back]);
  });
  it('who left is not recused or declared for', () => {
    const gone = new History([anna, recused(anna)]);
    expect(refusalOf(() => checkSits(gone, anna.id, today))).toEqual([{ field: 'member', code: 'no-longer-sits' }]);
    expect(refusalOf(() => checkSits(new History([anna]), anna.id, today))).toBeNull();
  });
});

it('the chair is the member appointed as chair last, of those who sit', () => {
  const first = appointed('a@committee.example', { chair: true });
  const second = appointed('b@committee.example', { chair: true });
  const history = (...entries: ActDone[]) => new History(entries);
  expect(chairOf(history(first, appointed('c@committee.example')), today)).toBe(first);
  expect(chairOf(history(first, second), today)).toBe(second);
  expect(chairOf(history(first, second, recused(second)), today)).toBe(first);
  expect(chairOf(history(appointed('c@committee.example')), today)).toBeNull();
});
