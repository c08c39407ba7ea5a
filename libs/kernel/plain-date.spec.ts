import { isPlainDate, tokyoDate } from './plain-date.js';
import { countsAs } from '#lib/kernel';

describe('a plain date', () => {
  it.each(['2026-02-01', '2024-02-29'])('%s is a day', (day) => expect(isPlainDate(day)).toBe(true));
  it.each(['2026-02-30', '2023-02-29', '2026-2-1', '', null, '0000-01-01', '2026-02-01T00:00'])('%s is none', (day) =>
    expect(isPlainDate(day)).toBe(false),
  );
  it('belongs to the Tokyo calendar, not to that of the machine', () => {
    expect(tokyoDate(new Date('2026-01-31T15:00:00Z'))).toBe('2026-02-01');
    expect(tokyoDate(new Date('2026-01-31T14:59:59Z'))).toBe('2026-01-31');
  });
});

it('lets the head of the founder do what the founder may', () => {
  expect(countsAs('founderHead', ['founder'])).toBe(true);
  expect(countsAs('founder', ['founderHead'])).toBe(false);
});
