import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigProblem, type Environment, loadConfig } from '#lib/config';
import { config as texts } from '#lib/texts';

const web: Environment = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/yorisoi',
  PORT: '4100',
  YORISOI_MODE: 'solo',
  YORISOI_KEY_RING: '/etc/yorisoi/key-ring.json',
};
const problemsOf = (environment: Environment): readonly string[] => {
  try {
    loadConfig('console', environment);
    return [];
  } catch (error) {
    return (error as ConfigProblem).sentences;
  }
};
const sentence = (code: keyof typeof texts.problems) => `YORISOI_OIDC: ${texts.problems[code]}`;

describe('the providers of offices', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const one = { key: 'kyoiku', issuer: 'https://id.example.jp', clientId: 'yorisoi', clientSecret: 'geheim', founder: id };
  const withOrigin = { ...web, YORISOI_ORIGIN: 'https://console.example.jp' };
  const taken = (oidc: string) => loadConfig('console', { ...withOrigin, YORISOI_OIDC: oidc }).oidc;

  it('are none where nothing is said', () => expect(loadConfig('console', web).oidc).toEqual([]));
  it('may be one or several, with the usual words where nothing is said', () => {
    const usual = {
      ...one,
      claims: { groups: 'groups', email: 'email', emailVerified: 'email_verified' },
      groups: [],
      secondFactor: { acr: [], amr: ['mfa'] },
    };
    expect(taken(JSON.stringify(one))).toEqual([usual]);
    expect(taken(JSON.stringify([one, { ...one, key: 'gakuen' }]))).toEqual([usual, { ...usual, key: 'gakuen' }]);
  });
  it('may stand in a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'yorisoi-oidc-')), 'oidc.json');
    writeFileSync(file, JSON.stringify({ ...one, claims: { groups: 'roles' } }));
    expect(taken(file)).toMatchObject([{ claims: { groups: 'roles', email: 'email' } }]);
  });
  it.each([
    ['what is no JSON', '{'],
    ['a file that is not there', '/nowhere/oidc.json'],
    ['two of one name', JSON.stringify([one, one])],
    ['an issuer over plain http', JSON.stringify({ ...one, issuer: 'http://id.example.jp' })],
    ['a name nobody knows', JSON.stringify({ ...one, secondFaktor: { amr: ['mfa'] } })],
    ['a role no office gives', JSON.stringify({ ...one, groups: [{ group: 'g', role: 'relative', organisation: id }] })],
    ['a group for no organisation', JSON.stringify({ ...one, groups: [{ group: 'g', role: 'founder', organisation: 'board' }] })],
    ['no secret', JSON.stringify({ ...one, clientSecret: '' })],
  ])('are refused with %s, without a word of what was written', (_, text) =>
    expect(problemsOf({ ...withOrigin, YORISOI_OIDC: text })).toEqual([sentence('oidc')]),
  );
  it('need the address of the console', () =>
    expect(problemsOf({ ...web, YORISOI_OIDC: JSON.stringify(one) })).toEqual([sentence('oidc-origin')]));
  it('are no other app’s business', () => expect(loadConfig('family', { ...web, YORISOI_OIDC: '{' })).not.toHaveProperty('oidc'));
});
