import { invitation, oidc as words, say } from '#lib/texts';
import type { Other } from './second-factor/totp.pages.js';
import type { AccountsSettings } from './settings.js';

/** Ways in besides address and password: the account of an office, where one leads here, and the code of a letter. */
export function otherWaysIn({ oidc, origin }: Pick<AccountsSettings, 'oidc' | 'origin'>, next: string): readonly Other[] {
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  const offices = origin === undefined ? [] : oidc;
  return [
    ...offices.map(({ key, name }) => ({
      href: `/sign-in/oidc/to/${key}${query}`,
      label: name === undefined ? words.one : say(words.named, { name }),
    })),
    { href: '/invitation', label: invitation.link },
  ];
}
