const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * Decides whether a text is one plain mail address: no name, no comment, no list, no line break, nothing a mail server could
 * read as more than one receiver or as a further header.
 * @param text as stored with the person
 * Source: RFC 5321 4.1.2 and 4.5.3.1, without quoted local parts and address literals.
 */
export function isAddress(text: string): boolean {
  if (text.length > 254) return false;
  const [before, domain, ...more] = text.split('@');
  if (before === undefined || domain === undefined || more.length > 0) return false;
  const labels = domain.split('.');
  return before.length <= 64 && local.test(before) && labels.length >= 2 && labels.every((part) => label.test(part));
}

/** The bare address of a sender that may be written with a name: `窓口 <noreply@example.jp>`. The name is left out of mails: it would speak. */
export const bareAddress = (sender: string): string => /<([^<>]*)>\s*$/.exec(sender)?.[1] ?? sender.trim();
