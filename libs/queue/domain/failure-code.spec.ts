import { Refused } from '#lib/kernel';
import { failureCode } from './failure-code.js';

describe('the code of a failure', () => {
  it.each([
    [new Refused('changed-meanwhile'), 'changed-meanwhile'],
    [Object.assign(new Error('refused 550 <hanako@example.jp>'), { code: 'EENVELOPE' }), 'EENVELOPE'],
    [new TypeError('cannot read hanako@example.jp'), 'TypeError'],
    ['hanako@example.jp', 'unknown'],
    [Object.assign(new Error('x'), { code: 'hanako@example.jp', name: '花子' }), 'unknown'],
  ])('never repeats the message of %p', (error, code) => expect(failureCode(error)).toBe(code));
});
