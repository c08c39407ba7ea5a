import { parts } from './parts.js';

const paragraph = (letter: string, length: number) => letter.repeat(length);

describe('a long text is read in parts', () => {
  it('stays whole where it is short', () =>
    expect(parts('1 概要\n短い。\n\n2 経過\n短い。')).toEqual(['1 概要\n短い。\n\n2 経過\n短い。']));
  it('is nothing where there is nothing', () => expect(parts(' \n\n\n ')).toEqual([]));
  it('begins a part at a heading', () => {
    const text = ['1 概要', paragraph('あ', 500), '2 経過', paragraph('い', 700)].join('\n\n');
    expect(parts(text).map((part) => part.slice(0, 4))).toEqual(['1 概要', '2 経過']);
  });
  it('loses nothing and stays short, also without paragraphs and sentences', () => {
    for (const text of [
      paragraph('あいうえお。', 3000),
      paragraph('𠮷', 5000),
      Array.from({ length: 40 }, () => paragraph('あ', 300)).join('\n\n'),
    ]) {
      const made = parts(text);
      expect(made.length).toBeGreaterThan(3);
      expect(made.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
      expect(Math.max(...made.map((part) => [...part].length))).toBeLessThanOrEqual(1800);
    }
  });
});
