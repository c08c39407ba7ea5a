import type { Again } from '#lib/case-pages';
import { familyWords, say, wareki } from '#lib/texts';
import { Text } from '#lib/web';
import { withoutContactSince } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const words = familyWords.contact;

export function contactPage(own: OwnCase, again?: Again) {
  const since = withoutContactSince(own);
  return ownPage({
    own,
    title: titleOf('restoreContact'),
    lead: since ? leadOf('restoreContact') : undefined,
    ...statusOfAgain(again),
    children: since ? (
      <>
        <Returned act="restoreContact" again={again} submit={words.submit} />
        <Text>{say(familyWords.wishes.noContact, { on: wareki(since) })}</Text>
        <OwnForm own={own} act="restoreContact" action={`${homeOf(own)}/restore-contact`} submit={words.submit} again={again} />
      </>
    ) : (
      <Text>{words.notNeeded}</Text>
    ),
  });
}
