import type { Again } from '#lib/case-pages';
import { type ActName, type Mandate, holds, mandatesIn } from '#lib/cases';
import { choices, representativeWords as words, say, wareki } from '#lib/texts';
import { ButtonForm, DescriptionList, List, Paged, Row, Section, Text } from '#lib/web';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { mayEnter } from '../own/stands.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const kindOf = ({ act }: Mandate): string =>
  (choices.representativeKind as Readonly<Record<string, string>>)[String(act.data.representativeKind)] ?? '';
const nameOf = ({ act }: Mandate): string => String(act.data.representativeName);

export function representativePage(own: OwnCase, again?: Again, act: ActName = 'nameRepresentative') {
  const all = mandatesIn(own.history).filter((one) => own.stands === null || own.stands.mandates.includes(one.act.id));
  const current = all.filter((one) => holds(one, own.today));
  const here = `${homeOf(own)}/representative`;
  const past = all.filter((one) => !current.includes(one));
  return ownPage({
    own,
    title: words.title,
    lead: say(words.lead, { name: own.me.name }),
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act={act} again={again} />
        {current.length === 0 ? <Text>{words.none}</Text> : null}
        <Paged items={current} at={here} name="current" size={20}>
          {(some) => some.map((one) => <Current own={own} one={one} />)}
        </Paged>
        {past.length ? (
          <Section title={words.past}>
            <Paged items={past} at={here} name="past">
              {(some) => <List items={some.map(pastLine)} />}
            </Paged>
          </Section>
        ) : null}
        {mayEnter(own, 'nameRepresentative') ? (
          <Section title={titleOf('nameRepresentative')}>
            <Text>{leadOf('nameRepresentative')}</Text>
            <Text>{words.entrance}</Text>
            <OwnForm
              own={own}
              act="nameRepresentative"
              action={here}
              submit={words.submit}
              again={act === 'nameRepresentative' ? again : undefined}
              versioned={false}
            />
          </Section>
        ) : null}
      </>
    ),
  });
}

const pastLine = (one: Mandate): string =>
  say(words.ended, {
    name: nameOf(one),
    kind: kindOf(one),
    since: wareki(one.startsOn),
    until: wareki(one.withdrawnOn ?? one.endsOn ?? one.startsOn),
  });

/** A mandate that holds: who, how far, since when, and the button that ends it. */
function Current({ own, one }: { readonly own: OwnCase; readonly one: Mandate }) {
  const { data } = one.act;
  const mine = own.stands !== null;
  const may = [
    say(words.read, { name: own.me.name }),
    ...(data.maySpeak === true ? [words.speak] : []),
    ...(data.mayWish === true ? [words.wish] : []),
  ];
  return (
    <Section title={say(words.one, { name: nameOf(one), kind: kindOf(one) })}>
      <DescriptionList
        entries={[
          { term: words.powers, value: <List items={may} /> },
          { term: words.copies, value: data.copies === true ? words.copiesYes : words.copiesNo },
          ...(data.email ? [{ term: words.email, value: String(data.email) }] : []),
          ...(data.representativePost ? [{ term: words.post, value: String(data.representativePost) }] : []),
          { term: words.since, value: wareki(one.startsOn) },
          { term: words.until, value: one.endsOn === null ? words.noLastDay : wareki(one.endsOn) },
        ]}
      />
      <Text>{mine ? words.resignText : say(words.withdrawText, { name: nameOf(one) })}</Text>
      <Row>
        <ButtonForm action={`${homeOf(own)}/representative/end`} hidden={{ mandate: one.act.id }}>
          {mine ? words.resign : words.withdraw}
        </ButtonForm>
      </Row>
      {mine ? null : <Text tone="small">{words.entranceAsk}</Text>}
    </Section>
  );
}
