import { bothCalendars, say, wareki, warekiMonth } from './index.js';

describe('a day in the Japanese calendar', () => {
  it.each([
    ['2026-02-01', '令和8年2月1日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
  ])('%s is %s', (on, words) => expect(wareki(on)).toBe(words));
  it('is shown with the western one beside it', () => expect(bothCalendars('2026-02-01')).toBe('令和8年2月1日（2026-02-01）'));
  it('may be a month', () => expect(warekiMonth('2024-04')).toBe('令和6年4月'));
});

it('fills facts into a text and leaves a gap visible', () => expect(say('{a}と{b}', { a: 1 })).toBe('1と{b}'));
