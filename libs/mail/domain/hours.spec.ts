import { plainDate } from '#lib/kernel';
import { allowedFrom, isQuietDay } from './hours.js';

const tokyo = (text: string) => new Date(`${text}+09:00`);
const death = plainDate('2026-02-01');

describe('the hours of mail', () => {
  it.each([
    ['office', '2026-03-02T07:00', '2026-03-02T07:00'],
    ['office', '2026-03-02T06:59:59', '2026-03-02T07:00'],
    ['office', '2026-03-02T19:59:59', '2026-03-02T19:59:59'],
    ['office', '2026-03-02T20:00', '2026-03-03T07:00'],
    ['family', '2026-03-02T00:00', '2026-03-02T09:00'],
    ['family', '2026-03-02T08:59', '2026-03-02T09:00'],
    ['family', '2026-03-02T17:59', '2026-03-02T17:59'],
    ['family', '2026-03-02T18:00', '2026-03-03T09:00'],
    ['family', '2026-12-31T23:00', '2027-01-01T09:00'],
  ] as const)('for %s: from %s on, it goes at %s', (audience, at, goes) => {
    expect(allowedFrom(tokyo(at), audience, death)).toEqual(tokyo(goes));
  });

  it('leaves a family alone on the anniversary, but not an office', () => {
    expect(allowedFrom(tokyo('2028-01-31T18:30'), 'family', death)).toEqual(tokyo('2028-02-02T09:00'));
    expect(allowedFrom(tokyo('2028-02-01T10:00'), 'family', death)).toEqual(tokyo('2028-02-02T09:00'));
    expect(allowedFrom(tokyo('2028-02-01T10:00'), 'office', death)).toEqual(tokyo('2028-02-01T10:00'));
  });

  it('leaves a family alone on the day of death itself', () => {
    expect(allowedFrom(tokyo('2026-02-01T12:00'), 'family', death)).toEqual(tokyo('2026-02-02T09:00'));
  });

  it('keeps both neighbours of 29 February in years without one', () => {
    const leapDay = plainDate('2024-02-29');
    expect(
      ['2025-02-28', '2025-03-01', '2028-02-29', '2028-02-28', '2028-03-01'].map((day) => isQuietDay(plainDate(day), leapDay)),
    ).toEqual([true, true, true, false, false]);
    expect(allowedFrom(tokyo('2025-02-28T10:00'), 'family', leapDay)).toEqual(tokyo('2025-03-02T09:00'));
  });

  it('does not keep the same day of earlier years', () => {
    expect(isQuietDay(plainDate('2025-02-01'), death)).toBe(false);
  });
});
