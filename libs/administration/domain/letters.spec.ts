import { appFor, takesTwo } from './letters.js';

describe('a letter for a colleague', () => {
  it.each([
    ['a principal', ['school'], true, false],
    ['an administrator', ['administrator'], true, true],
    ['the head, whatever else they are', ['founder', 'founderHead'], true, true],
    ['an administrator, where nobody else could confirm', ['administrator'], false, false],
  ] as const)('for %s takes two people or not', (_, roles, someoneCould, two) => expect(takesTwo(roles, someoneCould)).toBe(two));

  it.each([
    [['committeeMember'], 'committee'],
    [['secretariat', 'committeeMember'], 'committee'],
    [['committeeMember', 'founder'], 'console'],
    [['school'], 'console'],
  ] as const)('of %j leads to the %s', (roles, app) => expect(appFor(roles)).toBe(app));
});
