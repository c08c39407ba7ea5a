import { isPlainDate } from '#lib/kernel';
import { familyWords, say, wareki } from '#lib/texts';
import { DescriptionList, Paged, Section, Text } from '#lib/web';
import type { OwnCase } from '../own/own-case.js';
import { homeOf } from '../own/own-form.js';
import { ownPage } from '../own/own-page.js';

const words = familyWords.progress;

export function progressPage(own: OwnCase) {
  const notes = [...own.history.acts('sendProgressNote')].reverse();
  return ownPage({
    own,
    title: words.title,
    lead: notes.length > 1 ? words.lead : undefined,
    children: notes.length ? (
      <Paged items={notes} at={`${homeOf(own)}/progress`} name="notes" size={20}>
        {(some) =>
          some.map(({ occurredOn, data }) => (
            <Section title={say(words.noteOn, { on: wareki(occurredOn) })}>
              <DescriptionList
                entries={[
                  { term: words.period, value: String(data.period) },
                  { term: words.done, value: String(data.done) },
                  { term: words.coming, value: String(data.next) },
                  ...(data.delay ? [{ term: words.delay, value: String(data.delay) }] : []),
                  ...(isPlainDate(data.nextNoteOn) ? [{ term: words.nextNoteOn, value: wareki(data.nextNoteOn) }] : []),
                ]}
              />
            </Section>
          ))
        }
      </Paged>
    ) : (
      <Text>{words.none}</Text>
    ),
  });
}
