import fc from 'fast-check';
import { type Tries, millisecondsToHold, passwords, secondsToWait } from './slow-down.js';

const none: Tries = { pair: 0, sincePair: 0, address: 0, account: 0, today: 0, sinceToday: 0 };
const waits = (tries: Partial<Tries>, known = false) => secondsToWait({ ...none, ...tries }, passwords, known);
const holds = (tries: Partial<Tries>, known = false) => millisecondsToHold({ ...none, ...tries }, known);

describe('slowing down sign-in', () => {
  it('leaves room for a few slips', () => expect(waits({ pair: 4, address: 4, account: 4, today: 4 })).toBe(0));

  it.each([
    [5, 5],
    [6, 10],
    [7, 20],
    [10, 160],
    [11, 300],
    [5000, 300],
  ])('after %i failures of one address with one account waits %i seconds', (pair, seconds) => expect(waits({ pair })).toBe(seconds));

  it('lets go when the time has passed', () => {
    expect(waits({ pair: 6, sincePair: 9.2 })).toBe(1);
    expect(waits({ pair: 6, sincePair: 10 })).toBe(0);
  });

  it('never refuses an address for what it tried at other accounts, and holds it for two seconds at most', () => {
    expect(waits({ address: 100_000 })).toBe(0);
    expect([holds({ address: 60 }), holds({ address: 85 }), holds({ address: 100_000 })]).toEqual([0, 500, 2000]);
  });

  it('parts what strange browsers try at one account once they have tried a thousand times in a day', () => {
    expect(waits({ account: 999, today: 999 })).toBe(0);
    expect(waits({ today: 1_000, sinceToday: 12 })).toBe(18);
    expect(waits({ today: 100_000, sinceToday: 30 })).toBe(0);
  });

  it('asks a browser the person was let in with about itself alone', () => {
    const flooded = { address: 100_000, account: 100_000, today: 100_000 };
    expect([waits(flooded, true), holds(flooded, true)]).toEqual([0, 0]);
    expect(waits({ pair: 5 }, true)).toBe(5);
  });

  it('holds answers back, at most two seconds, while an account is tried from everywhere', () => {
    expect([holds({ account: 30 }), holds({ account: 35 }), holds({ account: 100_000 })]).toEqual([0, 500, 2000]);
  });
});

/** A day of tries at one account, by the second, as the table of attempts counts them. */
class Day {
  private readonly tries: { readonly at: number; readonly from: string }[] = [];
  private readonly addresses = new Map<string, number[]>();

  seen(from: string, at: number): Tries {
    const today = this.tries.filter((one) => at - one.at < 86_400);
    const mine = today.filter((one) => one.from === from);
    const ago = (all: readonly { readonly at: number }[]) => (all.length > 0 ? at - all.at(-1)!.at : 0);
    return {
      pair: mine.filter((one) => at - one.at < 3_600).length,
      sincePair: ago(mine),
      address: (this.addresses.get(from) ?? []).filter((one) => at - one < 900).length,
      account: today.filter((one) => at - one.at < 900).length,
      today: today.length,
      sinceToday: ago(today),
    };
  }
  /** A try; answers whether the password was looked at. */
  try(from: string, at: number): boolean {
    if (secondsToWait(this.seen(from, at), passwords, false) > 0) return false;
    this.tries.push({ at, from });
    this.addresses.set(from, [...(this.addresses.get(from) ?? []), at]);
    return true;
  }
}

const most = passwords.free + 86_400 / passwords.pause;

describe('an attacker with as many addresses as they like', () => {
  it('gets so many guesses at one account in a day and no more, however they are spread', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 1_000 }),
        (addresses, every, shift) => {
          const day = new Day();
          let looked = 0;
          for (let at = 0; at < 86_400 && looked <= most; at += looked < passwords.free ? every : 7)
            if (day.try(`${(at * 31 + shift) % addresses}`, at)) looked += 1;
          expect(looked).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 12 },
    ));

  it('keeps neither a known browser nor a newcomer behind the same address from getting in at the first right try', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 3_000 }), (addresses, tries) => {
        const day = new Day();
        for (let n = 0; n < tries; n += 1) day.try(`${n % addresses}`, n);
        // The person's own browser is counted under itself; a newcomer's account has no tries of its own yet.
        const flooded = day.seen('0', tries);
        expect(waits({ ...flooded, pair: 0, sincePair: 0 }, true)).toBe(0);
        expect(waits({ address: flooded.address })).toBe(0);
        expect(holds({ address: flooded.address })).toBeLessThanOrEqual(2_000);
      }),
      { numRuns: 30 },
    ));
});
