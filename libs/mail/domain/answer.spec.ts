import { answerOf, refusalCode } from './answer.js';

describe('the answer of a mail server', () => {
  it.each([
    [{ responseCode: 550, command: 'RCPT TO' }, 'refused'],
    [{ responseCode: 554, command: 'DATA' }, 'refused'],
    [{ responseCode: 450, command: 'RCPT TO' }, 'later'],
    [{ responseCode: 452, command: 'DATA' }, 'later'],
    [{ responseCode: 535, command: 'AUTH PLAIN' }, 'later'],
    [{ responseCode: 550, command: 'MAIL FROM' }, 'later'],
    [{ code: 'ECONNECTION', command: 'CONN' }, 'later'],
    [undefined, 'later'],
  ] as const)('%p means %s', (error, meaning) => expect(answerOf(error)).toBe(meaning));

  it('is kept as its number', () => expect(refusalCode({ responseCode: 550 })).toBe('smtp-550'));
});
