import fc from 'fast-check';
import { type Asked, type Deed, type Second, handsOf, inOneHand, whyNoSecond } from './hands.js';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000);
const together = (person: string, by: readonly string[], day = 1, until: number | null = null): Deed => ({
  person,
  by,
  at: at(day),
  until: until === null ? null : at(until),
});
const alone = (person: string, by: string, day = 1, until: number | null = null): Deed => together(person, [by], day, until);
const hands = (person: string, ...deeds: readonly Deed[]) => [...handsOf(person, deeds)].sort();
const second = (personId: string, more: Partial<Second> = {}): Second => ({ personId, program: false, heldLongEnough: true, ...more });
const opening: Asked = { first: 'anna', gains: [], opens: true };

describe('the hands of a person', () => {
  it('are the own ones where nobody let the person in', () => {
    expect(hands('anna')).toEqual(['anna']);
    expect(hands('anna', together('anna', []))).toEqual(['anna']);
  });
  it('are also those who alone let the person in, on and on', () => {
    expect(hands('clara', alone('ben', 'anna', 1), alone('clara', 'ben', 2))).toEqual(['anna', 'ben', 'clara']);
    expect(hands('anna', alone('ben', 'anna', 1), alone('clara', 'ben', 2))).toEqual(['anna']);
  });
  it('are nobody else’s where two let the person in', () => expect(hands('clara', together('clara', ['anna', 'ben']))).toEqual(['clara']));
  it('are those of one who could be both of the two', () => {
    expect(hands('clara', alone('ben', 'anna', 1), together('clara', ['anna', 'ben'], 2))).toEqual(['anna', 'clara']);
    expect(hands('clara', alone('ben', 'kanri', 1), alone('anna', 'kanri', 1), together('clara', ['anna', 'ben'], 2))).toEqual([
      'clara',
      'kanri',
    ]);
  });
  it('are the own ones again after a fresh start by two, and not after one by two accounts of the same hand', () => {
    expect(hands('clara', alone('clara', 'anna', 1, 5), together('clara', ['ben', 'dora'], 4))).toEqual(['clara']);
    const [doll, other] = [alone('clara', 'anna', 1, 5), alone('dora', 'anna', 1, 7)];
    expect(hands('clara', doll, other, together('clara', ['anna', 'dora'], 4), together('dora', ['anna', 'clara'], 6))).toEqual([
      'anna',
      'clara',
    ]);
  });
});

describe('the second person', () => {
  it('is no program, not the first and nobody who gains', () => {
    expect(whyNoSecond(opening, second('ben', { program: true }), [])).toBe('program');
    expect(whyNoSecond(opening, second('anna'), [])).toBe('same-person');
    expect(whyNoSecond({ ...opening, gains: ['ben'] }, second('ben'), [])).toBe('same-person');
    expect(whyNoSecond(opening, second('ben'), [])).toBeNull();
  });
  it('was not let in by the first or by whoever gains, nor the other way round, whatever it is for', () => {
    for (const opens of [true, false])
      for (const deed of [alone('ben', 'anna'), alone('anna', 'ben'), alone('ben', 'dora'), alone('dora', 'ben')])
        expect(whyNoSecond({ first: 'anna', gains: ['dora'], opens }, second('ben'), [deed])).toBe('same-hand');
  });
  it('has no third hand with them where something opens; two colleagues whom one administrator let in may read a paper through', () => {
    const deeds = [alone('anna', 'kanri'), alone('ben', 'kanri')];
    expect(whyNoSecond(opening, second('ben'), deeds)).toBe('same-hand');
    expect(whyNoSecond({ ...opening, opens: false }, second('ben'), deeds)).toBeNull();
  });
  it('holds the role for a while where something opens', () => {
    expect(whyNoSecond(opening, second('ben', { heldLongEnough: false }), [])).toBe('too-new');
    expect(whyNoSecond({ ...opening, opens: false }, second('ben', { heldLongEnough: false }), [])).toBeNull();
  });

  /**
   * One person acts through every account that is theirs in the end, and lets in as many as they like, together with each other; honest people
   * let in others and are let in, each by an own hand. However this goes on, no two accounts of that one person make first and second.
   */
  it('is never the same one person, whatever that one did before with the accounts they made', () => {
    const step = fc.record({
      by: fc.nat(30),
      with: fc.option(fc.nat(30), { nil: undefined }),
      old: fc.option(fc.nat(30), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.nat(30), fc.nat(30), (steps, one, other) => {
        const mine = ['mallory'];
        let deeds: Deed[] = [];
        for (const [day, { by, with: partner, old }] of steps.entries()) {
          const makers = [by, ...(partner === undefined ? [] : [partner])].map((nth) => mine[nth % mine.length]!);
          const person = old === undefined ? `doll${mine.length}` : mine[old % mine.length]!;
          if (old === undefined) mine.push(person);
          // A fresh start ends what led there before.
          deeds = deeds.map((deed) => (deed.person === person && deed.until === null ? { ...deed, until: at(day * 2 + 1) } : deed));
          deeds.push(together(person, [...new Set(makers)], day * 2));
        }
        const [first, who] = [mine[one % mine.length]!, mine[other % mine.length]!];
        expect(whyNoSecond({ first, gains: [], opens: true }, second(who), deeds)).not.toBeNull();
        // And an honest person whom nobody of them let in stays one.
        expect(whyNoSecond({ first, gains: [], opens: true }, second('honest'), deeds)).toBeNull();
      }),
    );
  });
});

describe('what takes several', () => {
  const by = (...people: readonly string[]) => people.map((personId) => ({ personId, at: at(8) }));
  const dolls = [alone('clerk', 'kanri'), alone('member', 'kanri')];
  it('is one person’s doing where one alone could be all of them, and not where the last one is somebody else', () => {
    expect(inOneHand(by('clerk', 'member'), dolls)).toBe(true);
    expect(inOneHand(by('kanri', 'member'), dolls)).toBe(true);
    expect(inOneHand(by('clerk', 'member', 'head'), dolls)).toBe(false);
    expect(inOneHand(by('head', 'member'), dolls)).toBe(false);
    expect(inOneHand(by('clerk', 'member'), [dolls[0]!])).toBe(false);
  });
  it('is judged by who could act when it was done, too: a fresh start afterwards makes nobody’s doing another’s', () => {
    const freshSince = [alone('clerk', 'kanri', 1, 9), dolls[1]!];
    expect(inOneHand(by('clerk', 'member'), freshSince)).toBe(true);
    expect(inOneHand([{ personId: 'clerk', at: at(10) }, ...by('member')], freshSince)).toBe(false);
  });
});
