/** No two of these are mistaken for each other, neither on paper (0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) nor aloud (M N). 24 signs. */
export const signs = 'ACEFHJKMPQRTVWXY23456789';
/** 16 signs out of 24: 73 bits. */
const length = 16;
const group = 4;

/** What people read or write instead of a sign that is there. */
const alike: Readonly<Record<string, string>> = { B: '8', G: '6', N: 'M', S: '5', U: 'V', Z: '2' };

/**
 * Makes a code from chance.
 * @param chance answers a whole number from 0 up to and not including its argument, each as likely
 * @returns 16 signs in one word, as they are hashed; `inGroups` writes them for people
 */
export const codeFrom = (chance: (below: number) => number): string => Array.from({ length }, () => signs[chance(signs.length)]).join('');

/** The code as it is printed and read aloud: four groups of four. */
export const inGroups = (code: string): string => code.match(new RegExp(`.{1,${group}}`, 'g'))!.join('-');

/**
 * Reads a code as people type it: upper or lower case, full-width or not, with or without dashes and blanks, one sign taken for
 * another that looks or sounds like it.
 * @param typed anything that came with a form
 * @returns the code in one word; null where it cannot be one, whatever codes there are
 */
export function codeIn(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.length > 200) return null;
  const word = typed
    .normalize('NFKC')
    .replace(/[\s‐‑‒–—―−ー_.・-]/gu, '')
    .toUpperCase()
    .replace(/[BGNSUZ]/g, (sign) => alike[sign]!);
  return word.length === length && [...word].every((sign) => signs.includes(sign)) ? word : null;
}
