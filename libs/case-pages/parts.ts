import { casePages } from '#lib/texts';

const aim = 1200;
const heading = new RegExp(casePages.chapter);

/**
 * A long text in parts of about 1,200 characters that are read one at a time. Parts begin at headings or paragraphs where there are some;
 * a paragraph is cut, between sentences where it has some, only where it is longer than a part.
 */
export const parts = (text: string): readonly string[] =>
  filled(
    text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== '')
      .flatMap(cut),
    '\n\n',
    heading,
  );

function filled(pieces: readonly string[], glue: string, opens?: RegExp): string[] {
  const made: string[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    const begins = last === undefined || (opens?.test(piece) && last.length >= aim / 3) || last.length + piece.length > aim * 1.25;
    if (begins) made.push(piece);
    else made[made.length - 1] = `${last}${glue}${piece}`;
  }
  return made;
}

function cut(paragraph: string): string[] {
  if (paragraph.length <= aim * 1.5) return [paragraph];
  const sentences = paragraph.split(new RegExp(`(?<=${casePages.sentenceEnd})`)).flatMap(hardCut);
  return filled(sentences, '');
}

/** Something without sentences: between characters, never inside one. */
function hardCut(sentence: string): string[] {
  const letters = [...sentence];
  return letters.length <= aim * 1.5
    ? [sentence]
    : Array.from({ length: Math.ceil(letters.length / aim) }, (_, at) => letters.slice(at * aim, (at + 1) * aim).join(''));
}
