import { type Again, contentOf } from '#lib/case-pages';
import { type ActDone, Words } from '#lib/cases';
import type { Filled } from '#lib/forms';
import { familyWords, say, wareki } from '#lib/texts';
import { DescriptionList, Link, More, Notice, Paged, Section, Stack, Text } from '#lib/web';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { mayEnter } from '../own/stands.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const words = familyWords.intention;

interface Intention {
  readonly own: OwnCase;
  readonly again?: Again;
  /** The former answer, where it was asked for. */
  readonly values?: Filled;
}

export function intentionPage({ own, again, values }: Intention) {
  const said = Words.in(own.history).said('recordIntention', own.me.id);
  const former = said && { ...said.act, data: said.data };
  const older = own.history
    .acts('recordIntention')
    .filter(({ id }) => id !== former?.id)
    .reverse();
  const here = `${homeOf(own)}/intention`;
  const writes = mayEnter(own, 'recordIntention');
  return ownPage({
    own,
    title: titleOf('recordIntention'),
    lead: leadOf('recordIntention'),
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="recordIntention" again={again} />
        {former ? (
          <Section title={words.former}>
            <Answer act={former} />
            {older.length ? (
              <More label={say(words.older, { count: older.length })}>
                <Paged items={older} at={here} name="older">
                  {(some) => some.map((act) => <Answer act={act} />)}
                </Paged>
              </More>
            ) : null}
            {values || again || !writes ? null : <Link href={`${here}?from=former`}>{words.fill}</Link>}
          </Section>
        ) : null}
        {values && writes ? <Notice>{words.filled}</Notice> : null}
        <Section title={words.write}>
          {writes ? <Text>{words.promise}</Text> : null}
          <OwnForm own={own} act="recordIntention" action={here} again={again} values={values} />
        </Section>
      </>
    ),
  });
}

const nobody = { relative: () => '', act: () => '' };

const Answer = ({ act }: { readonly act: ActDone }) => (
  <Stack gap="tight">
    <Text tone="small">{say(words.formerOn, { on: wareki(act.occurredOn) })}</Text>
    <DescriptionList entries={contentOf(act, nobody, ['relative'])} />
  </Stack>
);
