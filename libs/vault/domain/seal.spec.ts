import { assert, constantFrom, nat, property, string } from 'fast-check';
import { type Key, SealBroken, keyNameIn, newSecret, open, printOf, seal } from './seal.js';

const key: Key = { name: '1', secret: newSecret() };
const place = 'relative.name:0b9a';
const failure = (doing: () => unknown): unknown => {
  try {
    return doing();
  } catch (error) {
    return error;
  }
};
const broken = expect.any(SealBroken) as unknown;

describe('a sealed text', () => {
  it('opens to what it was, whatever was written', () =>
    assert(property(string({ unit: 'grapheme' }), (text) => open(key, place, seal(key, place, text)) === text)));
  it('opens in the place it was sealed for and in no other', () =>
    assert(
      property(string(), string(), string(), (text, here, there) => {
        const sealed = seal(key, here, text);
        expect(failure(() => open(key, there, sealed))).toEqual(here === there ? text : broken);
      }),
    ));
  it('is refused when any sign of it was changed', () =>
    assert(
      property(string({ maxLength: 20 }), nat(), constantFrom('A', 'b', '_', '0'), (text, at, sign) => {
        const sealed = seal(key, place, text);
        const where = at % sealed.length;
        const changed = sealed.slice(0, where) + sign + sealed.slice(where + 1);
        expect(failure(() => open(key, place, changed))).toEqual(changed === sealed ? text : broken);
      }),
      { numRuns: 1_000 },
    ));
  it.each(['', '架空 太郎', 's1:1:', 's1:1:AAAA', 's2:1:AAAA', 's1::AAAA'])('“%s” is none', (text) =>
    expect(failure(() => open(key, place, text))).toEqual(broken),
  );
  it('opens with no other key, not even one of the same name', () => {
    const sealed = seal(key, place, '架空');
    expect(failure(() => open({ name: '1', secret: newSecret() }, place, sealed))).toEqual(broken);
    expect(failure(() => open({ name: '2', secret: key.secret }, place, sealed))).toEqual(broken);
  });
  it('names its key, and looks different each time', () => {
    expect(keyNameIn(seal(key, place, 'x'))).toBe('1');
    expect(seal(key, place, 'x')).not.toBe(seal(key, place, 'x'));
  });
  it('is not repeated by the error that tells of it', () => {
    const sealed = seal(key, place, '架空');
    const error = failure(() => open(key, 'elsewhere', sealed)) as Error;
    expect(error.message).toContain('elsewhere');
    expect(error.message).not.toContain(sealed.slice(5));
  });
});

it('a print is the same for the same text and purpose, and needs the secret', () => {
  const print = printOf(key.secret, 'address', 'a@example.jp');
  expect(printOf(key.secret, 'address', 'a@example.jp')).toBe(print);
  expect(printOf(key.secret, 'other', 'a@example.jp')).not.toBe(print);
  expect(printOf(newSecret(), 'address', 'a@example.jp')).not.toBe(print);
});
