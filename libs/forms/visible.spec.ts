import fc from 'fast-check';
import { LongText, Text, Email, readForm } from './index.js';

class Names {
  @Text() name: string;
  @LongText({ optional: true }) note?: string;
  @Email({ optional: true }) email?: string;
}
const read = (body: object, mode: 'page' | 'api' = 'page') => readForm(Names, { name: '山田', ...body }, mode);
const codeOf = (body: object) => read(body).errors?.[0]?.code;

const hidden: Readonly<Record<string, string>> = {
  'no width': '\u200b',
  'a joiner between kanji': '\u200d',
  'no joiner between kanji': '\u200c',
  'a word joiner': '\u2060',
  'a mark of byte order': '\ufeff',
  'a soft hyphen': '\u00ad',
  'a turn to the left': '\u202e',
  'a turn isolated': '\u2066',
  'a mark of direction': '\u200f',
  'an Arabic mark of direction': '\u061c',
  'a filler': '\u3164',
  'a half-width filler': '\uffa0',
  'a filler of vowels': '\u1160',
  'a joiner of graphemes': '\u034f',
  'a Mongolian separator': '\u180e',
  'a tag': '\u{e0041}',
  'a variant of a variant': '葛\u{e0100}\u{e0101}',
  'a variant of kana': 'あ\u{e0100}',
  'a variant of a letter': 'A\ufe0f',
  'a blank of dots': '\u2800',
  'an annotation': '\ufff9',
  'the place of an object': '\ufffc',
};

describe('a single line', () => {
  it.each(Object.entries(hidden))('does not take %s, and comes back without it', (_, sign) => {
    for (const name of [`山${sign}田`, `〜${sign}山田`, `山田${sign}x`]) {
      const { errors, filled } = read({ name });
      expect(errors).toEqual([{ field: 'name', code: 'hidden-characters' }]);
      expect(read({ name: filled!['name'] }).errors).toBeUndefined();
      expect(read({ name }, 'api').errors).toEqual(errors);
    }
  });
  it.each(['\u200b', '\u3164', '\u2800', '\u{e0041}\u{e0042}', '\u0301', '\u202e\u202c', '\u{e0100}'])('is not made of %j alone', (name) =>
    expect(read({ name }).value).toBeUndefined(),
  );
  it.each(['\ue000山田', '\u{f0000}', '山\ufdd0', '\u{1fffe}', '\u0378', '山\u2028田', 'a\u0301\u0301\u0301\u0301\u0301\u0301', '\u0301a'])(
    'does not take %j, which everybody sees otherwise or nobody',
    (name) => expect(codeOf({ name })).toBe('bad-characters'),
  );
  it.each([
    '葛\u{e0100}城', // 葛󠄀
    '辻\u{e0101}',
    '髙﨑 𠮷',
    '神\ufe00',
    '\ufa19',
    '渡邉　德',
    '\u{2ebf0}',
    'ක්\u200dෂේත්\u200dර', // Sinhala
    'می\u200cخواهم',
    'नि\u200dर्',
    '☎\ufe0f係',
    '1\ufe0f\u20e3組',
    '👩\u200d🏫',
    'Nguyễn Thị',
    'ᠮᠣᠩ\u180bᠭᠣᠯ',
  ])('takes %j as it is written', (name) => expect(read({ name }).value).toMatchObject({ name }));
  it('makes one sign of a letter and its mark, and one space of spaces of other widths', () => {
    expect(read({ name: 'か\u3099 Jose\u0301\u00a0Ruiz' }).value).toMatchObject({ name: 'が José Ruiz' });
  });
  it('is so for addresses, too', () => {
    expect(codeOf({ email: 'a\u200b@mihon.example' })).toBe('hidden-characters');
    expect(codeOf({ email: 'аdmin@mihon.example' })).toBe('not-an-email'); // The first letter is Cyrillic.
    expect(codeOf({ email: 'admin@mıhon.example' })).toBe('not-an-email');
  });
});

describe('a text in lines', () => {
  it('is kept without what nobody sees, with its lines and what belongs to a character', () => {
    expect(read({ note: '一\u202e行\u200b目\r\n葛\u{e0100}\u2028👩\u200d🏫\ufeff' }).value).toMatchObject({
      note: '一行目\n葛\u{e0100}\n👩\u200d🏫',
    });
    expect(read({ note: '\u200b\u3164' }).value).not.toHaveProperty('note');
  });
});

it('whatever is typed, a name that is taken shows what it is: nothing is hidden in it, and what comes back is taken or says why', () => {
  const sign = fc.oneof(
    fc.constantFrom(...Object.values(hidden), '葛', '\u{e0100}', 'a', '\u0301', ' ', '　', '\u200d', '☎', 'س', 'が'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 12 }), fc.constantFrom('page' as const, 'api' as const), (signs, mode) => {
      const { value, filled } = read({ name: signs.join('') }, mode);
      if (value) {
        expect(value.name).toMatch(/[\p{L}\p{N}\p{P}\p{S}]|[\u{20000}-\u{3fffd}]/u);
        expect(value.name).not.toMatch(
          /[\p{Bidi_Control}\u200b\u2060-\u2064\u3164\uffa0\u115f\u1160\u{e0000}-\u{e007f}\p{Co}\p{Cs}\p{Cc}]/u,
        );
        expect(read({ name: value.name }, mode).value).toEqual(value); // Read again it is the same.
      } else expect(read({ name: filled!['name'] }, mode).errors?.[0]?.code).not.toBe('hidden-characters');
    }),
    { numRuns: 3000 },
  );
});
