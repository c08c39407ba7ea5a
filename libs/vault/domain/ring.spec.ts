import {
  type KeyRing,
  type Known,
  indexTurned,
  misfit,
  newRing,
  nextName,
  proofOf,
  readRing,
  withNext,
  withNextIndex,
  without,
  writeRing,
} from './ring.js';

const knownOf = ({ masters, index }: KeyRing): Known[] =>
  [...masters.values(), index].map((key) => ({ name: key.name, proof: proofOf(key) }));
const ring = newRing('2026-11-26');

describe('the key ring', () => {
  it('is read as it was written', () => expect(readRing(writeRing(ring))).toEqual(ring));
  it('grows: the next master key is current, those before it stay', () => {
    const next = withNext(ring, '2027-04-01');
    expect(next.current).toBe('2027-04-01');
    expect(next.masters.get('2026-11-26')).toEqual(ring.masters.get('2026-11-26'));
    expect(next.index).toEqual(ring.index);
    expect(readRing(writeRing(next))).toEqual(next);
  });
  it('loses a master key that nothing needs', () => {
    const next = withNext(withNextIndex(ring), '2027-04-01');
    expect([...without(next, '2026-11-26').masters.keys()]).toEqual(['2027-04-01']);
    expect(without(next, '2026-11-26').nextIndex).toEqual(next.nextIndex);
  });
  it('holds the next index key beside the one that is used, until it takes its place', () => {
    const begun = withNextIndex(ring);
    expect(begun.index).toEqual(ring.index);
    expect(withNextIndex(begun)).toEqual(begun);
    expect(readRing(writeRing(begun))).toEqual(begun);
    expect(indexTurned(begun)).toEqual({ ...ring, index: begun.nextIndex });
    expect(indexTurned(ring)).toEqual(ring);
  });
  it('names its master keys by the day', () => {
    expect(nextName('2026-11-26', () => false)).toBe('2026-11-26');
    expect(nextName('2026-11-26', (name) => ring.masters.has(name))).toBe('2026-11-26-2');
  });
  const whole = JSON.parse(writeRing(ring)) as Record<string, unknown>;
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['another file', '{"ownerPassword":"x"}'],
    ['a ring without index key', JSON.stringify({ ...whole, indexKey: undefined })],
    ['a ring whose current key is not there', JSON.stringify({ ...whole, current: 'x' })],
    ['a ring with half a next index key', JSON.stringify({ ...whole, nextIndexKey: 'AAAA' })],
    ['a ring with half a key', JSON.stringify({ ...whole, masterKeys: { '2026-11-26': 'AAAA' } })],
    ['half a file', writeRing(ring).slice(0, 80)],
  ])('%s is none', (_, text) => expect(readRing(text)).toBeUndefined());
});

describe('a database and a ring', () => {
  it('fit when it was used with this ring', () => expect(misfit(ring, knownOf(ring))).toBeNull());
  it('fit when the ring holds more than the database was told of', () => {
    const next = withNext(ring, 'x');
    expect(misfit({ ...next, current: ring.current }, knownOf(ring))).toBeNull();
  });
  it('do not fit before the ring was registered', () => expect(misfit(ring, [])).toEqual({ is: 'not-registered' }));
  it('do not fit when a key is missing', () =>
    expect(misfit(ring, knownOf(withNext(ring, '2027-04-01')))).toEqual({ is: 'missing', name: '2027-04-01' }));
  it('do not fit when a key of this name is another', () =>
    expect(misfit(newRing('2026-11-26'), knownOf(ring))).toEqual({ is: 'other', name: '2026-11-26' }));
  it('do not fit when the index key is another', () =>
    expect(misfit({ ...ring, index: newRing('x').index }, knownOf(ring))).toEqual({ is: 'other', name: 'index' }));
  it('do not fit when the prints are made with the next index key already', () => {
    const begun = withNextIndex(ring);
    expect(misfit(begun, knownOf(begun))).toBeNull();
    expect(misfit(begun, knownOf(indexTurned(begun)))).toEqual({ is: 'index-half-changed' });
  });
  it('do not fit while the current key is unknown there', () =>
    expect(misfit(withNext(ring, 'x'), knownOf(ring))).toEqual({ is: 'not-told', name: 'x' }));
  it('a proof gives no key away', () => {
    const [known] = knownOf(ring);
    expect(writeRing(ring)).not.toContain(known!.proof);
  });
});
