import { type Again, contentOf } from '#lib/case-pages';
import { Words, acts, openIn } from '#lib/cases';
import { familyWords, wareki } from '#lib/texts';
import { DescriptionList, Section, Text } from '#lib/web';
import { reportSubmitted } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const words = familyWords.publication;
const nobody = { relative: () => '', act: () => '' };

export function publicationPage(own: OwnCase, again?: Again) {
  const said = Words.in(own.history).said('recordPublicationWish', own.me.id);
  const former = said && { ...said.act, data: said.data };
  const open = reportSubmitted(own.history) && openIn(acts.recordPublicationWish, own.head.state);
  return ownPage({
    own,
    title: titleOf('recordPublicationWish'),
    lead: leadOf('recordPublicationWish'),
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="recordPublicationWish" again={again} />
        {former ? (
          <Section title={words.former}>
            <Text tone="small">{wareki(former.occurredOn)}</Text>
            <DescriptionList entries={contentOf(former, nobody, ['relative'])} />
          </Section>
        ) : null}
        {open || again ? (
          <OwnForm own={own} act="recordPublicationWish" action={`${homeOf(own)}/publication-wish`} again={again} />
        ) : (
          <Text>{words.notYet}</Text>
        )}
      </>
    ),
  });
}
