import { after, readSetting } from './training-clock.form.js';

const now = new Date('2026-01-31T23:30:15+09:00');

it.each([
  ['day', '2026-02-01T23:30:15+09:00'],
  ['week', '2026-02-07T23:30:15+09:00'],
  ['month', '2026-02-28T23:30:15+09:00'],
] as const)('a %s ahead is the same hour of a later day in Tokyo', (leap, then) => expect(after(leap, now)).toEqual(new Date(then)));

it('takes a wall clock in Tokyo', () =>
  expect(readSetting({ to: '2026-03-01T09:00' }, now).to).toEqual(new Date('2026-03-01T09:00:00+09:00')));
it('lets a button go before what was typed', () => expect(readSetting({ ahead: 'day', to: 'x' }, now).wrong).toBeUndefined());
it.each([undefined, null, 'x', [], {}, { to: '' }, { to: ['a', 'b'] }, { to: 'x' }, { to: '2026-02-30T09:00' }, { ahead: 'year' }])(
  '%j is no time',
  (body) => {
    const { to, wrong } = readSetting(body, now);
    expect(to).toBeUndefined();
    expect(wrong).toMatch(/^「/);
  },
);
