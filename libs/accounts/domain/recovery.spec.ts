import { whyNotYet } from './recovery.js';

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
const waits = { personId: 'clara', opensAt: at(12) };

describe('a recovery that waits', () => {
  it('is never confirmed by the person it is about', () => expect(whyNotYet(waits, 'clara', at(20))).toBe('recovery-own'));
  it('is not confirmed while those concerned can stop it', () => {
    expect(whyNotYet(waits, 'ben', at(11))).toBe('not-before');
    expect(whyNotYet(waits, 'ben', at(12))).toBeNull();
  });
});
