import { type RelativeOf, Words, actOf, holds, mandatesIn, openIn } from '#lib/cases';
import { mayAny } from '#lib/accounts';
import { daysBetween } from '#lib/calendar';
import { choices, consoleWords, familyLetter, representativeLetter as letters, say, wareki } from '#lib/texts';
import { Link, Paged, Section, Stack, Table, Text } from '#lib/web';
import { mayEnter } from '../words.js';
import type { CaseData } from './case.load.js';
import { lastHeardOn } from './contact.js';

const words = consoleWords.family;
/** In a cell of the table; what waits is listed in full where it is answered. */
const newest = 5;
const word = (of: Readonly<Record<string, string>>, code: unknown): string => of[String(code)] ?? String(code);

/** Who the family is: each relative alone, whether they can be reached, and the latest wish. */
export function Family(data: CaseData) {
  const { view } = data;
  return (
    <Section title={words.title} id="family">
      {view.relatives.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <>
          <Text>{heard(data)}</Text>
          {view.facts.wishes.some((wish) => wish === null) ? <Text>{words.silence}</Text> : null}
          <Paged items={view.relatives} at={`/cases/${view.head.id}`} name="relatives">
            {(some) => (
              <Table
                caption={words.title}
                captionUnseen
                columns={[words.name, words.contact, words.wish].map((head) => ({ head }))}
                rows={some.map((relative) => [
                  <Name {...data} relative={relative} />,
                  contact(data, relative),
                  <Wish {...data} relative={relative} />,
                ])}
              />
            )}
          </Paged>
        </>
      )}
    </Section>
  );
}

function heard({ view: { history }, today }: CaseData): string {
  const on = lastHeardOn(history);
  if (on === null) return words.neverHeard;
  const days = daysBetween(on, today);
  return say(days === 0 ? words.heardToday : words.heard, { on: wareki(on), days });
}

const Name = ({ view, view: { head }, actor, relative: { id, name, relation, term, withdrawn } }: CaseData & { relative: RelativeOf }) => (
  <Stack gap="tight">
    <div>
      {say(words.one, { name, relation: word(choices.relation, relation) })}
      <Text tone="small">{say(words.term, { term: word(choices.term, term) })}</Text>
    </div>
    {withdrawn ? (
      <Text tone="small">{words.withdrawn}</Text>
    ) : (
      <>
        {mayAny(actor.role, ['family.invite']) ? <Link href={`/cases/${head.id}/relatives/${id}/letter`}>{familyLetter.link}</Link> : null}
        <Representatives view={view} actor={actor} of={id} />
        {mayEnter(actor, 'withdrawRelative') ? (
          <Link href={`/cases/${head.id}/acts/withdrawRelative?relative=${id}`}>{words.withdraw}</Link>
        ) : null}
      </>
    )}
  </Stack>
);

/** Whoever acts for the relative, as long as the mandate holds, and what the founder does about it. */
function Representatives({ view: { head, history, today }, actor, of }: Pick<CaseData, 'view' | 'actor'> & { readonly of: string }) {
  const acting = mandatesIn(history).filter((one) => one.act.data['relative'] === of && holds(one, today));
  const may = mayAny(actor.role, ['family.invite']);
  const at = `/cases/${head.id}`;
  return (
    <>
      <Paged items={acting} at={at} name={`for-${of}`} size={newest}>
        {(some) =>
          some.map(({ act: { id, data }, startsOn, endsOn }) => (
            <Stack gap="tight">
              {say(letters.one, {
                name: String(data['representativeName']),
                kind: word(choices.representativeKind, data['representativeKind']),
              })}
              <Text tone="small">
                {endsOn === null
                  ? say(letters.state.active, { since: wareki(startsOn) })
                  : say(letters.state.until, { since: wareki(startsOn), until: wareki(endsOn) })}
              </Text>
              {may ? <Link href={`${at}/representatives/${id}/letter`}>{letters.link}</Link> : null}
              {may ? <Link href={`${at}/acts/withdrawRepresentative?mandate=${id}`}>{letters.withdraw}</Link> : null}
            </Stack>
          ))
        }
      </Paged>
      {may ? <Link href={`${at}/acts/nameRepresentative?relative=${of}`}>{letters.add}</Link> : null}
    </>
  );
}

function contact({ view: { history } }: CaseData, { id, withdrawn }: RelativeOf): string {
  if (withdrawn) return words.noneOwed;
  const last = Words.in(history).quiet(id);
  if (!last) return words.reachable;
  return say(last.data['noContactKind'] === 'declined' ? words.declined : words.unreachable, { on: wareki(last.occurredOn) });
}

function Wish({ view: { head, history }, actor, relative: { id, withdrawn } }: CaseData & { relative: RelativeOf }) {
  const spoken = Words.in(history);
  const last = spoken.said('recordIntention', id);
  const waiting = spoken.waiting.filter((act) => act.name === 'recordIntention' && act.data['relative'] === id);
  const may = !withdrawn && mayEnter(actor, 'recordIntention') && openIn(actOf('recordIntention'), head.state);
  return (
    <Stack gap="tight">
      {last ? (
        <div>
          {word(choices.wish, last.data['wish'])}
          <Text tone="small">{say(words.statedOn, { on: wareki(last.act.occurredOn) })}</Text>
          {last.sure ? null : <Text tone="small">{words.noted}</Text>}
        </div>
      ) : (
        <span>{words.noWish}</span>
      )}
      {waiting.slice(-newest).map((act) => (
        <Text tone="small">{say(words.waits, { on: wareki(act.occurredOn), what: word(choices.wish, act.data['wish']) })}</Text>
      ))}
      {may ? <Link href={`/cases/${head.id}/acts/recordIntention?relative=${id}`}>{words.record}</Link> : null}
    </Stack>
  );
}
