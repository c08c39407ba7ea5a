import { passwordProblem } from './password-choice.js';

const email = 'yamada.hanako@aoba-city.example.jp';

describe('a password', () => {
  it.each(['春の海ひねもすのたりのたり', 'correct horse battery staple', 'xkqjvzpwmthd', '        a       b   c', 'YAMAnashi-no-budou-3'])(
    '%j may be chosen: no rule asks for kinds of characters',
    (password) => expect(passwordProblem(password, email)).toBeNull(),
  );
  it.each(['', 'short', 'あいうえおかきくけこさ'])('%j is too short', (password) => expect(passwordProblem(password, email)).toBe('short'));
  it('is not longer than what is hashed', () => expect(passwordProblem('xkqjvzpwmthd'.repeat(20), email)).toBe('long'));
  it.each([
    'password1234',
    'PassWord!!!!!!',
    '123456789012',
    'abcdefghijklmnop',
    'passwordpassword',
    'qwertyqwerty',
    'aaaaaaaaaaaa',
    'ababababababab',
    '1q2w3e4r5t6y',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('%j is on every list', (password) => expect(passwordProblem(password, email)).toBe('known'));
  it.each(['yamada-hanako', 'yorisoi-yorisoi', 'Hanako-Yamada1', 'aobacity-aoba', 'よりそいよりそい寄り添い'])(
    '%j is one’s own address or our name',
    (password) => expect(['own', 'known']).toContain(passwordProblem(password, email)),
  );
});
