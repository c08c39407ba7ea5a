import type { Actor, Role } from '#lib/kernel';
import { addressOf, filterFrom } from './list.query.js';

const as = (role: Role) => ({ role }) as Actor;
const nothing = { state: undefined, late: false, caseNo: undefined, sort: 'due', after: undefined };

it('an empty filter form filters nothing', () => expect(filterFrom({ state: '', caseNo: ' ' }, as('founder'))).toEqual(nothing));
it('what cannot be read is left out', () =>
  expect(filterFrom({ state: 'intake', late: 'true', caseNo: ['a', 'b'], sort: 'name', after: '\0' }, as('founder'))).toEqual(nothing));
it('a case number is read as people type it', () => expect(filterFrom({ caseNo: ' Ｙ－ab\u0000cd ' }, as('school')).caseNo).toBe('Y-abcd'));
it('who sees the outline only neither filters nor sorts by dates', () =>
  expect(filterFrom({ late: 'yes', sort: 'due' }, as('prefecture'))).toMatchObject({ late: false, sort: 'reported' }));
it('an address leads back to the same filter', () => {
  const filter = { state: 'INTAKE', late: true, caseNo: 'Y-2345-6789', sort: 'reported', after: 'x_y' };
  const { searchParams } = new URL(addressOf(filter), 'http://x');
  expect(filterFrom(Object.fromEntries(searchParams), as('founder'))).toEqual(filter);
  expect(addressOf({})).toBe('/cases');
});
