import fc from 'fast-check';
import { type Content, type Link, canonical, chainOf, emptyHead, hashOf, link, verifyChain } from './chain.js';

const three = link(emptyHead, ['one', 'two', 'three']);
const head = { seq: 3, hash: three[2]!.hash };
const without = (seq: number): Link[] => three.filter((entry) => entry.seq !== seq);
const changed = (seq: number, change: Partial<Link>): Link[] => three.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry));

describe('a chain', () => {
  it('hashes the previous hash, a newline and the content', () => {
    expect(three[0]!.hash).toBe('22de334899ce484a42aecba50558206434927b6a4a6dac9ff76b170683defd82'); // printf '\\none' | sha256sum
    expect(three[1]).toEqual({ seq: 2, content: 'two', previousHash: three[0]!.hash, hash: hashOf(three[0]!.hash, 'two') });
  });
  it('that nobody touched has no flaw', () => expect(verifyChain(three, head)).toBeNull());
  it('names an entry whose content was changed', () =>
    expect(verifyChain(changed(2, { content: 'TWO' }), head)).toEqual({ seq: 2, what: 'content' }));
  it('names an entry that is missing', () => expect(verifyChain(without(2), head)).toEqual({ seq: 2, what: 'missing' }));
  it('names a first entry that is missing', () => expect(verifyChain(without(1), head)).toEqual({ seq: 1, what: 'missing' }));
  it('notices that the end was cut off', () => expect(verifyChain(without(3), head)).toEqual({ seq: 3, what: 'head' }));
  it('notices an entry put in with a good hash of its own', () =>
    expect(verifyChain(changed(2, { content: 'TWO', hash: hashOf(three[0]!.hash, 'TWO') }), head)).toEqual({ seq: 3, what: 'previous' }));
  it('notices a change that was chained again to its end, by the head', () =>
    expect(verifyChain(link(emptyHead, ['one', 'TWO', 'three']), head)).toEqual({ seq: 3, what: 'head' }));
  it('notices any change of any content', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 8 }), fc.nat(), fc.string(), (contents, at, other) => {
        const entries = link(emptyHead, contents);
        const target = entries[at % entries.length]!;
        fc.pre(target.content !== other);
        expect(verifyChain(entries.map((entry) => (entry === target ? { ...entry, content: other } : entry)))).toEqual({
          seq: target.seq,
          what: 'content',
        });
      }),
    );
  });
});

describe('an entry is chained', () => {
  const person = '11111111-1111-4111-8111-111111111111';
  const caseId = '22222222-2222-4222-8222-222222222222';
  const by = (role: string, facts: Content['facts'] = {}): Content => ({
    ...{ at: '2026-02-01T00:00:00.000Z', event: 'x', personId: person, organisationId: null, zone: 'console' },
    ...{ role, facts },
  });
  it('with its case where it has one', () => expect(chainOf(caseId, by('founder'))).toBe(caseId));
  it('else with the person who did it', () => expect(chainOf(null, by('founder'))).toBe(`person/${person}`));
  it('or to whom the house did it', () => expect(chainOf(null, by('system', { personId: caseId }))).toBe(`person/${caseId}`));
  it('and what is about nobody in one of sixteen chains of its app', () => {
    const chains = new Set(Array.from({ length: 200 }, (_, n) => chainOf(null, by('system', { n }))));
    expect([...chains].every((chain) => /^system\/console\/[0-9a-f]$/.test(chain))).toBe(true);
    expect(chains.size).toBe(16);
  });
});

it('writes equal values as equal text, whatever the order of their keys', () => {
  expect(canonical({ b: [{ d: 1, c: undefined }], a: null })).toBe('{"a":null,"b":[{"d":1}]}');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value));
    }),
  );
});
