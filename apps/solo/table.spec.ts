import { solo, soloEn } from '#lib/texts';
import { originsOn } from './origins.js';
import { addressesAndAccounts } from './table.js';
import { sentence } from './tell.js';

const account = {
  app: 'family',
  url: 'http://127.0.0.1:4101',
  email: 'kazoku@example.jp',
  password: 'pass-word',
  role: 'relative',
  organisation: '',
} as const;

it('prints every address, and every demo account with its password', () => {
  const table = addressesAndAccounts(originsOn(4100), { accounts: [account], apiTokens: [] });
  for (const port of [4100, 4101, 4102, 4103, 4104]) expect(table).toContain(`http://127.0.0.1:${port}`);
  expect(table).toContain('smtp://127.0.0.1:4105');
  expect(table).toMatch(/relative +kazoku@example\.jp +pass-word/);
});

it('keeps the columns straight where a character takes two places', () => {
  const lines = addressesAndAccounts(originsOn(4100), undefined).split('\n');
  const columnOf = (line: string): number =>
    [...line.slice(0, line.search(/\S+:\/\//))].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);
  expect(new Set(lines.slice(1).map(columnOf)).size).toBe(1);
});

it('says every sentence of the terminal in both languages, with the same facts', () => {
  const factsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
  expect(Object.keys(soloEn)).toEqual(Object.keys(solo));
  for (const [code, text] of Object.entries(solo))
    expect([code, [...new Set(factsOf(text))]]).toEqual([code, [...new Set(factsOf(soloEn[code as keyof typeof solo]))]]);
  expect(sentence('already-running', { pid: 12, folder: '/x' })).toMatch(/プロセス12[\s\S]+\n {2}.+process 12/);
  expect(sentence('no-such-code')).toContain('no-such-code');
});
