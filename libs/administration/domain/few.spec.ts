import { toldCount } from './few.js';

it.each([
  [0, null],
  [1, null],
  [4, null],
  [5, 5],
  [120, 120],
])('of %i things an administrator is told %s', (count, told) => expect(toldCount(count)).toBe(told));
