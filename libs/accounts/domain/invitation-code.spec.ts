import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { codeFrom, codeIn, inGroups, signs } from './invitation-code.js';

const code = fc.array(fc.constantFrom(...signs), { minLength: 16, maxLength: 16 }).map((all) => all.join(''));
const fullWidth = (text: string): string => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

describe('the code of an invitation', () => {
  it('is not guessed: 70 bits and more', () => expect(16 * Math.log2(new Set(signs).size)).toBeGreaterThan(70));
  it('has no two signs that are mistaken for each other', () => {
    for (const pair of ['0O', '1I', '1L', 'IL', '2Z', '5S', '6G', '8B', 'UV', 'MN', '0D', 'OD'])
      expect([...pair].filter((sign) => signs.includes(sign)).length).toBeLessThan(2);
  });
  it('uses every sign', () => {
    const seen = new Set(Array.from({ length: 200 }, () => codeFrom(randomInt)).join(''));
    expect([...seen].sort().join('')).toBe([...signs].sort().join(''));
  });
  it('is written in four groups of four', () => expect(inGroups('ACEFHJKMPQRT2345')).toBe('ACEF-HJKM-PQRT-2345'));

  it('is read however it is typed', () =>
    fc.assert(
      fc.property(code, (whole) => {
        const printed = inGroups(whole);
        for (const typed of [
          whole,
          printed,
          printed.toLowerCase(),
          printed.replaceAll('-', ' '),
          printed.replaceAll('-', '　'),
          printed.replaceAll('-', 'ー'),
          printed.replaceAll('-', '−'),
          fullWidth(printed),
          fullWidth(whole.toLowerCase()),
          ` ${printed}\n`,
        ])
          expect(codeIn(typed)).toBe(whole);
      }),
    ));
  it('is read where a sign was taken for one like it', () => {
    expect(codeIn('8888-6666-5555-2222')).toBe('8888666655552222');
    expect(codeIn('BbBb-GgGg-SsSs-ZzZz')).toBe('8888666655552222');
    expect(codeIn('NNNN-UUUU-AAAA-AAAA')).toBe('MMMMVVVVAAAAAAAA');
  });
  it('is nothing else', () => {
    for (const typed of [
      undefined,
      null,
      7,
      '',
      'ACEF',
      'ACEF-HJKM-PQRT-234',
      'ACEF-HJKM-PQRT-23456',
      'ACEF-HJKM-PQRT-234O',
      'あ'.repeat(16),
      'A'.repeat(10_000),
      ['ACEF-HJKM-PQRT-2345'],
    ])
      expect(codeIn(typed)).toBeNull();
  });
});
