import { bareAddress, isAddress } from './address.js';

it('is taken out of a sender with a name', () => {
  expect(bareAddress('窓口 <noreply@example.jp>')).toBe('noreply@example.jp');
  expect(bareAddress(' noreply@example.jp ')).toBe('noreply@example.jp');
});

describe('a mail address', () => {
  it.each(['hanako@example.jp', 'a.b+c@mail.example.co.jp', "o'hara@example.jp"])('%s is one', (text) =>
    expect(isAddress(text)).toBe(true),
  );
  it.each([
    '',
    'hanako',
    'hanako@localhost',
    'a@b@example.jp',
    'a@example.jp,b@example.jp',
    'a@example.jp\r\nBcc: b@example.jp',
    'a@example.jp\n',
    'Hanako <a@example.jp>',
    '"a b"@example.jp',
    '.a@example.jp',
    'a..b@example.jp',
    'a@-example.jp',
    'a@[127.0.0.1]',
    '花子@example.jp',
    `${'a'.repeat(65)}@example.jp`,
    `a@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.jp`,
  ])('%j is none', (text) => expect(isAddress(text)).toBe(false));
});
