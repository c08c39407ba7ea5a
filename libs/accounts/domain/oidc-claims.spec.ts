import { isVouched, rolesOf, verifiedEmail } from './oidc-claims.js';

const names = { groups: 'groups', email: 'email', emailVerified: 'email_verified' };
const meanings = [
  { group: 'staff', role: 'founder', organisation: 'board' },
  { group: 'other-staff', role: 'founder', organisation: 'board' },
  { group: 'school-1', role: 'school', organisation: 'first' },
];

describe('the groups of an office', () => {
  it('are the roles they stand for, each once', () =>
    expect(rolesOf({ groups: ['staff', 'school-1', 'other-staff', 'choir'] }, names, meanings)).toEqual([
      { role: 'founder', organisation: 'board' },
      { role: 'school', organisation: 'first' },
    ]));
  it('may be one word', () =>
    expect(rolesOf({ groups: 'school-1' }, names, meanings)).toEqual([{ role: 'school', organisation: 'first' }]));
  it('are none where nothing useful is said', () => {
    for (const groups of [undefined, null, 7, {}, [], [7, null, ['staff']], 'Staff', 'staff school-1'])
      expect(rolesOf({ groups }, names, meanings)).toEqual([]);
  });
});

describe('an address', () => {
  it('is taken only where it is verified', () => {
    expect(verifiedEmail({ email: 'a@example.jp', email_verified: true }, names)).toBe('a@example.jp');
    for (const email_verified of [undefined, false, 'true', 1, null])
      expect(verifiedEmail({ email: 'a@example.jp', email_verified }, names)).toBeNull();
    expect(verifiedEmail({ email: ['a@example.jp'], email_verified: true }, names)).toBeNull();
    expect(verifiedEmail({ email_verified: true }, names)).toBeNull();
  });
});

describe('a second factor asked for elsewhere', () => {
  const agreed = { acr: ['urn:office:strong'], amr: ['mfa'] };
  it('counts where the provider says so in an agreed word', () => {
    expect(isVouched({ amr: ['pwd', 'mfa'] }, agreed)).toBe(true);
    expect(isVouched({ acr: 'urn:office:strong' }, agreed)).toBe(true);
  });
  it('does not count otherwise', () => {
    for (const claims of [{}, { amr: ['pwd'] }, { amr: 'pwd mfa' }, { acr: 'urn:office' }, { amr: { mfa: true } }, { acr: ['mfa'] }])
      expect(isVouched(claims, agreed)).toBe(false);
    expect(isVouched({ amr: ['mfa'], acr: '1' }, { acr: [], amr: [] })).toBe(false);
  });
});
