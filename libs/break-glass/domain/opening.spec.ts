import fc from 'fast-check';
import { Refused, roles } from '#lib/kernel';
import { type Opening, checkSecond, endOf, legalGrounds, mayConfirm, mayStop, opensAt, standingOf } from './opening.js';

const at = (hours: number) => new Date(Date.UTC(2026, 5, 1) + hours * 3_600_000);
const opening = (more: Partial<Opening> = {}): Opening => ({
  ground: 'courtOrder',
  askedBy: 'anna',
  askedAt: at(0),
  hours: 24,
  confirmedAt: null,
  opensAt: null,
  endsAt: null,
  stoppedAt: null,
  endedAt: null,
  ...more,
});
const codeOf = (doing: () => void): string | null => {
  try {
    doing();
    return null;
  } catch (error) {
    return error instanceof Refused ? error.code : String(error);
  }
};

describe('an opening', () => {
  const open = opening({ confirmedAt: at(1), opensAt: at(25), endsAt: at(49) });
  it('waits for a second person, a week at most', () => {
    expect(standingOf(opening(), at(7 * 24))).toBe('waiting');
    expect(standingOf(opening(), at(7 * 24 + 1))).toBe('lapsed');
  });
  it('is open from its hour until its time is over, and never before', () => {
    expect(standingOf(open, at(1))).toBe('comes');
    expect(standingOf(open, new Date(at(25).getTime() - 1))).toBe('comes');
    expect(standingOf(open, at(25))).toBe('open');
    expect(standingOf(open, new Date(at(49).getTime() - 1))).toBe('open');
    expect(standingOf(open, at(49))).toBe('over');
  });
  it('comes a day after the confirmation, and at once where a life is in danger', () => {
    for (const ground of legalGrounds) expect([ground, opensAt(ground, at(1))]).toEqual([ground, at(ground === 'dangerToLife' ? 1 : 25)]);
  });
  it('that was stopped never opens, nor one that was confirmed when there was no such day', () => {
    for (const hour of [2, 25, 30, 60]) {
      expect(standingOf({ ...open, stoppedAt: at(2) }, at(hour))).toBe('stopped');
      expect(standingOf({ ...open, opensAt: null }, at(hour))).toBe('over');
    }
  });
  it('is stopped by the head and by who keeps the room, and by nobody else', () => {
    expect(roles.filter((role) => mayStop(role, true))).toEqual(
      roles.filter((role) => ['founderHead', 'committeeMember', 'secretariat'].includes(role)),
    );
    expect(roles.filter((role) => mayStop(role, false))).toEqual(['founderHead']);
  });
  it('is over once somebody ended it', () => {
    expect(standingOf({ ...open, endedAt: at(2) }, at(3))).toBe('over');
    expect(standingOf({ ...open, endedAt: at(26) }, at(27))).toBe('over');
  });
  it('that was refused is never opened', () => expect(standingOf(opening({ endedAt: at(1) }), at(2))).toBe('refused'));
  it('lasts as many hours as were asked for, and never longer than 72', () => {
    expect(endOf(24, at(1))).toEqual(at(25));
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), (hours) => {
        const lasts = endOf(hours, at(0)).getTime() - at(0).getTime();
        expect(lasts).toBeGreaterThan(0);
        expect(lasts).toBeLessThanOrEqual(72 * 3_600_000);
      }),
    );
  });
});

describe('the second person', () => {
  const somebody = fc.record({ personId: fc.constantFrom('anna', 'ben'), role: fc.constantFrom(...roles) });
  it('is never the one who asked, whatever the ground and the role', () => {
    fc.assert(
      fc.property(somebody, fc.constantFrom(...legalGrounds), fc.constantFrom(...roles), (who, ground, askedAs) => {
        if (mayConfirm({ ground, askedBy: who.personId }, who, askedAs)) throw new Error('cleared oneself');
        if (mayConfirm({ ground, askedBy: 'nobody' }, who, askedAs)) expect(['founder', 'founderHead']).toContain(who.role);
      }),
    );
  });
  it('is the head for a court and a review board, anyone else of the founder for what cannot wait or is the board’s own decision', () => {
    const ben = (role: 'founder' | 'founderHead') => ({ personId: 'ben', role });
    const may = (ground: Opening['ground'], role: 'founder' | 'founderHead') =>
      mayConfirm({ ground, askedBy: 'anna' }, ben(role), 'founder');
    expect(legalGrounds.filter((ground) => may(ground, 'founder'))).toEqual(['disclosureDecision', 'dangerToLife']);
    expect(legalGrounds.filter((ground) => may(ground, 'founderHead'))).toEqual([...legalGrounds]);
    expect(mayConfirm({ ground: 'courtOrder', askedBy: 'anna' }, ben('founder'), 'founderHead')).toBe(true);
  });
  it('decides once', () => {
    const head = { personId: 'ben', role: 'founderHead' } as const;
    expect(codeOf(() => checkSecond(opening(), head, 'founder', at(1)))).toBeNull();
    for (const decided of [opening({ endedAt: at(1) }), opening({ confirmedAt: at(1), endsAt: at(9) })])
      expect(codeOf(() => checkSecond(decided, head, 'founder', at(2)))).toBe('opening-not-waiting');
    expect(codeOf(() => checkSecond(opening(), { ...head, personId: 'anna' }, 'founder', at(1)))).toBe('not-allowed');
  });
});
