/**
 * The Message-ID of a letter. It depends on nothing but the row, so that a letter sent again after a crash can be recognised as
 * the same one, by mail stores and by people.
 * @param mailId id of the row
 * @param from address the mail comes from; its domain makes the id unique in the world
 */
export const messageId = (mailId: string, from: string): string => `<${mailId}@${from.slice(from.lastIndexOf('@') + 1)}>`;
