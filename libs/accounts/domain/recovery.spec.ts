import { whyNotConfirm } from './recovery.js';

const begun = { personId: 'concerned', startedBy: 'first' };

describe('a recovery is confirmed', () => {
  it('by somebody else', () => expect(whyNotConfirm(begun, 'second')).toBeNull());
  it('never by the person concerned', () => expect(whyNotConfirm(begun, 'concerned')).toBe('recovery-own'));
  it('never by who began it', () => expect(whyNotConfirm(begun, 'first')).toBe('recovery-same-person'));
});
