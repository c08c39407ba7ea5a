/** Scripts in which a joiner between two letters is part of the writing: without it the name is another one. */
const joining = `[${['Arab', 'Syrc', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh', 'Khmr'].map((script) => `\\p{scx=${script}}`).join('')}]`;
const picture = String.raw`\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?`;

/** What nobody sees and what belongs to nothing: turns of direction, no-width signs, fillers, tags, blanks that are no space. */
const never = /(?![\u200c\u200d\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\ufff9-\ufffc\u2800]/gu;

/** Joiners and marks of variants, but for those that belong to what stands before them: a kanji (葛󠄀), a picture, a letter of Mongolian or of a joining script. */
const stray = new RegExp(
  `(?!${[
    String.raw`(?<=\p{Script=Han})[\u{e0100}-\u{e01ef}\ufe00-\ufe02]`,
    String.raw`(?<=[\p{Extended_Pictographic}\p{S}])[\ufe0e\ufe0f]`,
    String.raw`(?<=[0-9#*])\ufe0f(?=\u20e3)`,
    String.raw`(?<=${picture})\u200d(?=\p{Extended_Pictographic})`,
    String.raw`(?<=${joining})[\u200c\u200d](?=${joining})`,
    String.raw`(?<=\p{Script=Mongolian})[\u180b-\u180d\u180f]`,
  ].join('|')})[\\u200c\\u200d\\p{Variation_Selector}]`,
  'gu',
);

/** The text without the signs that nobody sees; those that belong to a character before them stay. */
export const withoutHidden = (text: string): string => text.replace(never, '').replace(stray, '');

/** Spaces of every width become the common one, but for the wide one of Japanese. */
export const plainSpaces = (text: string): string => text.replace(/(?!\u3000)\p{Zs}/gu, ' ');

/** Marks piled up so high that they cover what stands above them. No script needs so many. */
const piled = /\p{M}{6}/u;
/** Private and unassigned characters: nobody knows what somebody else sees. Where kanji are still being added, they are let through. */
const unknown = /(?![\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}])[\p{Co}\p{Cn}]/u;

/**
 * Whether the text can be stored and shown: no NUL, no half of a character, no control characters besides line breaks where there are lines,
 * no pile of marks. A single line besides holds no separator of lines, no character that nobody knows, and begins with one that can be seen.
 */
export const isClean = (text: string, lines: boolean): boolean =>
  !/\p{Cs}/u.test(text) &&
  !piled.test(text) &&
  !(lines ? /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/ : /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/).test(text) &&
  (lines || !(unknown.test(text) || /^\p{M}/u.test(text)));

/** The text with halves of characters and NUL made harmless and without hidden signs, to be shown again to the person who typed it. */
export const harmless = (text: string): string => withoutHidden(text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', ''));

/**
 * A letter and its mark typed as two signs (か and a voicing mark, e and an accent) become one. Kanji are left alone: NFC would replace the
 * variants of names such as 神 (U+FA19) or 﨑 by others, and a name stays as it is written.
 */
export const lettersWhole = (text: string): string => text.replace(/[^\p{Script=Han}\p{M}]\p{M}+/gu, (signs) => signs.normalize('NFC'));
