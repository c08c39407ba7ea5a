import { type PlainDate, Refused, plainDate } from '#lib/kernel';
import { type Held, atOnce, keepsAnAdministrator, notForOneself, tenseOf, transferDays } from './grants.js';

const day = (text: string): PlainDate => plainDate(text);
const today = day('2026-03-20');
const held = (more: Partial<Held> = {}): Held => ({
  id: 'g',
  personId: 'p',
  role: 'school',
  organisationId: 'o',
  startsOn: day('2024-04-01'),
  endsOn: null,
  ...more,
});
const refusal = (doing: () => unknown): string => {
  try {
    doing();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'nothing refused';
};

describe('a grant', () => {
  it.each([
    [null, 'now'],
    ['2026-03-20', 'now'],
    ['2026-03-19', 'over'],
  ])('that ends on %s is %s', (endsOn, tense) => expect(tenseOf(held({ endsOn: endsOn ? day(endsOn) : null }), today)).toBe(tense));
  it('begins on its first day', () => {
    expect(tenseOf(held({ startsOn: day('2026-03-21') }), today)).toBe('later');
    expect(tenseOf(held({ startsOn: today }), today)).toBe('now');
  });
  it('called off before it began is over', () =>
    expect(tenseOf(held({ startsOn: day('2026-04-01'), endsOn: day('2026-03-31') }), today)).toBe('over'));
  it('ends at once with yesterday', () => expect(atOnce(day('2026-03-01'))).toBe('2026-02-28'));
});

describe('a transfer in spring', () => {
  it('ends the old grant on the day before and begins the new one on the day', () =>
    expect(transferDays(held(), day('2026-04-01'), today)).toEqual({ lastDay: '2026-03-31', startsOn: '2026-04-01' }));
  it('may be today: the old grant then is over at once', () =>
    expect(transferDays(held(), today, today)).toEqual({ lastDay: '2026-03-19', startsOn: '2026-03-20' }));
  it('never makes the old grant last longer than it would have', () =>
    expect(transferDays(held({ endsOn: day('2026-03-25') }), day('2026-04-01'), today).lastDay).toBe('2026-03-25'));
  it('is not entered for a day that has passed', () =>
    expect(refusal(() => transferDays(held(), day('2026-03-19'), today))).toBe('transfer-too-early'));
  it('is not before the old grant has begun', () =>
    expect(refusal(() => transferDays(held({ startsOn: day('2026-04-01') }), day('2026-04-01'), today))).toBe('transfer-too-early'));
  it('does not start from a grant that is over', () =>
    expect(refusal(() => transferDays(held({ endsOn: day('2026-03-01') }), day('2026-04-01'), today))).toBe('grant-over'));
});

it('nobody gives a role to themselves', () => {
  expect(refusal(() => notForOneself({ personId: 'p' }, 'p'))).toBe('self-grant');
  expect(refusal(() => notForOneself({ personId: 'p' }, 'q'))).toBe('nothing refused');
});

describe('the last administrator of an organisation', () => {
  const one = held({ id: 'a', role: 'administrator' });
  const two = held({ id: 'b', personId: 'q', role: 'administrator' });
  const last = day('2026-03-31');
  const kept = (grants: readonly Held[], ending: readonly string[]) => refusal(() => keepsAnAdministrator(grants, ending, last));

  it('stays', () => expect(kept([one], ['a'])).toBe('last-administrator'));
  it('stays where another organisation has one', () =>
    expect(kept([one, { ...two, organisationId: 'other' }], ['a'])).toBe('last-administrator'));
  it('may go where another stays', () => expect(kept([one, two], ['a'])).toBe('nothing refused'));
  it('may go where another begins the day after', () =>
    expect(kept([one, { ...two, startsOn: day('2026-04-01') }], ['a'])).toBe('nothing refused'));
  it('stays where the other begins later than that, or has an end', () => {
    expect(kept([one, { ...two, startsOn: day('2026-04-02') }], ['a'])).toBe('last-administrator');
    expect(kept([one, { ...two, endsOn: day('2027-03-31') }], ['a'])).toBe('last-administrator');
  });
  it('stays where two would go together', () => expect(kept([one, two], ['a', 'b'])).toBe('last-administrator'));
  it('is not asked for where other roles end', () => expect(kept([held({ id: 'c' })], ['c'])).toBe('nothing refused'));
});
