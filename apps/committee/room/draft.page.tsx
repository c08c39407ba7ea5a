import type { Again } from '#lib/case-pages';
import { actForms, acts, openIn } from '#lib/cases';
import type { Room } from '#lib/deliberations';
import { fieldsOf } from '#lib/forms';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { bothCalendars, committeeWords, say } from '#lib/texts';
import { Fields, Form, Lines, Link, More, Narrow, PageHead, Paged, Section, Text, TextArea, labelOf, messageOf, page } from '#lib/web';
import { Returned, answerOf } from '../acts/act-form.page.js';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.draft;

interface DraftPage {
  readonly view: CommitteeView;
  readonly room: Room;
  readonly released: readonly { readonly version: number; readonly releasedAt: Date }[];
  readonly today: PlainDate;
  readonly again?: Again | undefined;
}

const [content] = fieldsOf(actForms.freezeDraft).filter(({ name }) => name === 'content');

export function draftPage({ view: { head, readOnly }, room, released, today, again }: DraftPage) {
  const at = `/cases/${head.id}`;
  const typed = again?.values['content'];
  const wrong = again?.errors.find(({ field }) => field === 'content');
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      <Returned act="freezeDraft" again={again} submit={words.submit} />
      <Section title={words.latest}>
        {room.drafts.length ? (
          <Paged items={room.drafts} at={`${at}/draft`} name="drafts">
            {(some) => (
              <Lines
                items={some.map(({ version, frozenAt, length }) =>
                  say(words.version, { version, on: bothCalendars(tokyoDate(frozenAt)), length }),
                )}
              />
            )}
          </Paged>
        ) : (
          <Text>{words.none}</Text>
        )}
        {room.latest ? (
          <More label={words.read}>
            <Text>{room.latest}</Text>
          </More>
        ) : null}
      </Section>
      {released.length ? (
        <Section title={words.released}>
          <Paged items={released} at={`${at}/draft`} name="released">
            {(some) => (
              <Lines
                items={some.map(({ version, releasedAt }) =>
                  say(words.releasedVersion, { version, on: bothCalendars(tokyoDate(releasedAt)) }),
                )}
              />
            )}
          </Paged>
        </Section>
      ) : null}
      <Section title={words.write}>
        {(openIn(acts.freezeDraft, head.state) && !readOnly) || again ? (
          <Form action={`${at}/draft`} submit={words.submit} version={head.version} back={{ href: at, label: committeeWords.act.back }}>
            <Fields
              of={actForms.freezeDraft}
              values={again?.values ?? { occurredOn: today }}
              errors={again?.errors}
              without={['content']}
            />
            <TextArea
              name="content"
              id="f-content"
              label={labelOf(content!)}
              required
              rows={24}
              max={content!.max}
              value={typeof typed === 'string' ? typed : again ? '' : (room.latest ?? '')}
              error={wrong ? messageOf(content, wrong) : undefined}
            />
            {room.latest && !again ? <Text tone="small">{words.copied}</Text> : null}
          </Form>
        ) : (
          <Text>{words.closed}</Text>
        )}
      </Section>
    </Narrow>
  );
  return page(words.title, body, answerOf(again));
}
