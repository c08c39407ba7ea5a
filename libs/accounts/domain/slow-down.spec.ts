import { type Failures, millisecondsToHold, secondsToWait } from './slow-down.js';

const none: Failures = { pair: 0, sincePair: 0, address: 0, sinceAddress: 0, account: 0 };

describe('slowing down sign-in', () => {
  it('leaves room for a few slips', () => expect(secondsToWait({ ...none, pair: 4, address: 4, account: 4 })).toBe(0));

  it.each([
    [5, 5],
    [6, 10],
    [7, 20],
    [10, 160],
    [11, 300],
    [5000, 300],
  ])('after %i failures of one address with one account waits %i seconds', (pair, seconds) =>
    expect(secondsToWait({ ...none, pair })).toBe(seconds),
  );

  it('lets go when the time has passed', () => {
    expect(secondsToWait({ ...none, pair: 6, sincePair: 9.2 })).toBe(1);
    expect(secondsToWait({ ...none, pair: 6, sincePair: 10 })).toBe(0);
  });

  it('pauses an address that fails with many accounts', () => {
    expect(secondsToWait({ ...none, address: 60, sinceAddress: 3 })).toBe(12);
    expect(secondsToWait({ ...none, address: 59 })).toBe(0);
  });

  it('never makes the owner of an account wait for failures from elsewhere', () =>
    expect(secondsToWait({ ...none, account: 100_000 })).toBe(0));

  it('holds answers back, at most two seconds, while an account is tried from everywhere', () => {
    expect(millisecondsToHold({ ...none, account: 30 })).toBe(0);
    expect(millisecondsToHold({ ...none, account: 35 })).toBe(500);
    expect(millisecondsToHold({ ...none, account: 100_000 })).toBe(2000);
  });
});
