import { Refused, plainDate } from '#lib/kernel';
import { type ActName, actNames, actOf } from './acts.js';
import { type ActDone, History } from './history.js';
import { type Power, checkNotWithdrawn, checkPower, holds, mandatesIn, mayFor } from './mandate.js';

const day = plainDate;
const given = { startsOn: day('2026-04-01'), endsOn: day('2026-06-30'), withdrawnOn: null };

describe('a mandate from 1 April to 30 June', () => {
  it.each([
    ['2026-03-31', false],
    ['2026-04-01', true],
    ['2026-05-15', true],
    ['2026-06-30', true],
    ['2026-07-01', false],
  ])('on %s: %s', (on, expected) => expect(holds(given, day(on))).toBe(expected));

  it('has no end where no last day was named', () => expect(holds({ ...given, endsOn: null }, day('2036-04-01'))).toBe(true));
  it('ends at once when it is withdrawn, whatever day stands on the paper', () => {
    for (const withdrawnOn of ['2026-04-01', '2026-05-15', '2026-06-30'])
      for (const on of ['2026-04-01', '2026-05-15', '2026-06-30'])
        expect(holds({ ...given, withdrawnOn: day(withdrawnOn) }, day(on))).toBe(false);
  });
});

describe('the powers', () => {
  const may = (...held: Power[]) => actNames.filter((act) => mayFor(new Set(held), act)).sort();
  const always = ['withdrawRepresentative'];
  const speak = ['askQuestion', 'giveOpinion', 'recordObjection', 'requestSupplement'];
  const wish = ['recordIntention', 'recordPublicationWish', 'restoreContact'];

  it('let somebody who may only read step back, and nothing else', () => expect(may()).toEqual(always));
  it('to speak are questions, opinions, objections and requests', () => expect(may('speak')).toEqual([...speak, ...always].sort()));
  it('to say wishes are a power of their own', () => expect(may('wish')).toEqual([...wish, ...always].sort()));
  it('never reach what the relative alone decides, nor what offices do', () => {
    expect(may('speak', 'wish')).not.toContain('nameRepresentative');
    for (const act of may('speak', 'wish')) expect(actOf(act).by).toContain('representative');
    expect(actNames.filter((act) => actOf(act).by.includes('representative')).sort()).toEqual(may('speak', 'wish'));
  });
  it('that are missing are named in the refusal', () => {
    const refusal = () => checkPower(new Set<Power>(['speak']), 'recordIntention');
    expect(refusal).toThrow(Refused);
    expect(refusal).toThrow(expect.objectContaining({ code: 'power-missing', facts: { act: 'recordIntention', power: 'wish' } }));
    expect(() => checkPower(new Set<Power>(['speak']), 'askQuestion')).not.toThrow();
  });
});

describe('the record', () => {
  const act = (id: string, name: ActName, on: string, data: object): ActDone => ({
    kind: 'act',
    id,
    name,
    occurredOn: day(on),
    enteredAt: new Date(0),
    personId: 'p',
    role: 'relative',
    data: { ...data },
  });
  const history = new History([
    act('first', 'nameRepresentative', '2026-04-01', { relative: 'mother', mandateLastDay: '2026-06-30' }),
    act('second', 'nameRepresentative', '2026-04-02', { relative: 'mother' }),
    act('over', 'withdrawRepresentative', '2026-05-01', { mandate: 'first' }),
  ]);
  it('tells each mandate with its days', () =>
    expect(mandatesIn(history).map(({ act: { id }, ...days }) => [id, days])).toEqual([
      ['first', { startsOn: '2026-04-01', endsOn: '2026-06-30', withdrawnOn: '2026-05-01' }],
      ['second', { startsOn: '2026-04-02', endsOn: null, withdrawnOn: null }],
    ]));
  it('lets a mandate be withdrawn once', () => {
    expect(() => checkNotWithdrawn(history, 'second')).not.toThrow();
    expect(() => checkNotWithdrawn(history, 'first')).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
