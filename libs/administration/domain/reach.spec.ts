import { roles } from '#lib/kernel';
import { type Kind, type Place, programRolesOf, reaches, rolesOf } from './reach.js';

const place = (id: string, kind: Kind, parentId: string | null = null): Place => ({ id, kind, parentId });
const prefecture = place('p', 'prefecture');
const founder = place('f', 'founder', 'p');
const school = place('s', 'school', 'f');
const committee = place('c', 'committee', 'f');
const other = place('g', 'founder', 'p');
const otherSchool = place('t', 'school', 'g');
const agency = place('a', 'agency');
const all = [prefecture, founder, school, committee, other, otherSchool, agency];
const reachOf = (own: Place) => all.filter((one) => reaches(own, one)).map(({ id }) => id);

describe('an administrator', () => {
  it('of a founder reaches it, its schools and its committees', () => expect(reachOf(founder)).toEqual(['f', 's', 'c']));
  it('of a prefecture reaches the prefecture and none of its founders', () => expect(reachOf(prefecture)).toEqual(['p']));
  it('of an agency reaches the agency', () => expect(reachOf(agency)).toEqual(['a']));
  it('would reach a school alone from a school, not its founder', () => expect(reachOf(school)).toEqual(['s']));
  it('does not reach a founder that was put below another', () => expect(reaches(founder, place('x', 'founder', 'f'))).toBe(false));
});

describe('roles', () => {
  it('fit the kind of organisation', () => {
    expect(rolesOf.school).toEqual(['school']);
    expect(rolesOf.agency).not.toContain('prefecture');
    expect(Object.values(rolesOf).flat()).not.toContain('relative');
  });
  it('of people are all given somewhere, but what a case or an opening gives', () => {
    const given = new Set<string>(Object.values(rolesOf).flat());
    expect(roles.filter((role) => !given.has(role)).sort()).toEqual(['breakGlass', 'relative', 'representative', 'system']);
  });
  it('of a program are some of those, and never head, member or administrator', () => {
    for (const [kind, given] of Object.entries(programRolesOf)) for (const role of given) expect(rolesOf[kind as Kind]).toContain(role);
    expect(Object.values(programRolesOf).flat().sort()).toEqual(['founder', 'prefecture', 'reader', 'school']);
  });
});
