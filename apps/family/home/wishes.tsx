import { type State, Words, stateNames } from '#lib/cases';
import { choices, familyWords, say, wareki } from '#lib/texts';
import { Lines, Link, Section, Text } from '#lib/web';
import { enteredIn } from '../entered/entered.page.js';
import { mayAskForSupplement, reportSubmitted, withoutContactSince } from '../own/known.js';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { mayEnter } from '../own/stands.js';

const words = familyWords.wishes;
const beforeExplanation: readonly State[] = stateNames.slice(0, stateNames.indexOf('FAMILY_EXPLAINED'));

const word = (set: Readonly<Record<string, string>>, value: unknown): string => set[String(value)] ?? '';

/** What this relative wishes, and the way to say or change it. */
export function Wishes({ own }: { readonly own: OwnCase }) {
  const { head, history } = own;
  const spoken = Words.in(history);
  const intention = spoken.said('recordIntention', own.me.id);
  const publication = spoken.said('recordPublicationWish', own.me.id);
  const quietSince = withoutContactSince(own);
  const link = (path: string, label: string) => (
    <Link href={`${homeOf(own)}/${path}`} inline={false}>
      {label}
    </Link>
  );
  const items = [
    <>
      <Text>
        {intention
          ? say(words.latest, { wish: word(choices.wish, intention.data.wish), on: wareki(intention.act.occurredOn) })
          : beforeExplanation.includes(head.state)
            ? words.early
            : words.none}
      </Text>
      {mayEnter(own, 'recordIntention')
        ? link('intention', intention ? words.change : words.write)
        : intention
          ? link('intention', words.see)
          : null}
    </>,
    ...(reportSubmitted(history)
      ? [
          <>
            {publication ? (
              <Text>
                {say(words.publicationLatest, {
                  wish: word(choices.publicationWish, publication.data.publicationWish),
                  on: wareki(publication.act.occurredOn),
                })}
              </Text>
            ) : null}
            {mayEnter(own, 'recordPublicationWish')
              ? link('publication-wish', publication ? words.publicationChange : words.publication)
              : null}
          </>,
        ]
      : []),
    ...(mayAskForSupplement(head.state) && mayEnter(own, 'requestSupplement') ? [link('supplement', words.supplement)] : []),
    ...(quietSince
      ? [
          <>
            <Text>{say(words.noContact, { on: wareki(quietSince) })}</Text>
            {mayEnter(own, 'restoreContact') ? link('restore-contact', words.restore) : null}
          </>,
        ]
      : []),
  ];
  const entered = enteredIn(own).length > 0 ? [link('entered', familyWords.entered.link)] : [];
  return (
    <Section title={words.title}>
      <Lines items={[...items, ...entered]} />
    </Section>
  );
}
