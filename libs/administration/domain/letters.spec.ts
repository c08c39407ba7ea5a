import { appFor, takesTwo } from './letters.js';

describe('a letter for a colleague', () => {
  it.each([
    ['a principal', ['school'], false],
    ['an administrator', ['administrator'], true],
    ['the head, whatever else they are', ['founder', 'founderHead'], true],
  ] as const)('for %s takes two people or not', (_, roles, two) => expect(takesTwo(roles)).toBe(two));

  it.each([
    [['committeeMember'], 'committee'],
    [['secretariat', 'committeeMember'], 'committee'],
    [['committeeMember', 'founder'], 'console'],
    [['school'], 'console'],
  ] as const)('of %j leads to the %s', (roles, app) => expect(appFor(roles)).toBe(app));
});
