import { randomInt } from 'node:crypto';

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number that does not speak: neither school nor year nor order can be read off it. */
export const newCaseNo = (): string => {
  const group = (length: number) => Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return `Y-${group(4)}-${group(4)}`;
};
