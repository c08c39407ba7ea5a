import { plainDate } from '#lib/kernel';
import { type TokenTimes, problemWithEnd, tokenState } from './token-state.js';

const today = plainDate('2026-11-26');
const at = new Date('2026-11-20T09:00:00+09:00');
const token = (more: Partial<TokenTimes> = {}): TokenTimes => ({
  takenAt: at,
  revokedAt: null,
  endsOn: plainDate('2027-03-31'),
  lapsed: false,
  grantOver: false,
  ...more,
});

it.each([
  ['open', {}],
  ['open', { endsOn: today }],
  ['open', { endsOn: null }],
  ['waiting', { takenAt: null }],
  ['lapsed', { takenAt: null, lapsed: true }],
  ['expired', { endsOn: plainDate('2026-11-25') }],
  ['expired', { grantOver: true }],
  ['expired', { takenAt: null, endsOn: plainDate('2026-11-25') }],
  ['revoked', { revokedAt: at, endsOn: plainDate('2026-11-25') }],
] as const)('a token is %s: %j', (state, more) => expect(tokenState(token(more), today)).toBe(state));

it.each([
  ['2026-11-26', null],
  ['2027-11-26', null],
  ['2027-11-27', 'more-than-a-year'],
  ['2026-11-25', 'before-today'],
])('an end on %s: %s', (endsOn, problem) => expect(problemWithEnd(plainDate(endsOn), today)).toBe(problem));
