import { acts, openIn } from '#lib/cases';
import { bothCalendars, committeeWords, say } from '#lib/texts';
import { Lines, Link, Narrow, PageHead, Paged, Stack, Text, page } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.opinions;

/** What each relative said to the drafts, newest first, with the committee's answer. */
export function opinionsPage({ head, history, relatives, readOnly }: CommitteeView) {
  const at = `/cases/${head.id}`;
  const open = openIn(acts.answerOpinion, head.state) && !readOnly;
  const nameOf = (id: unknown): string => relatives.find((relative) => relative.id === id)?.name ?? '';
  const opinions = [...history.acts('giveOpinion')].reverse();
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      {opinions.length === 0 ? <Text>{words.none}</Text> : null}
      {opinions.length ? (
        <Paged items={opinions} at={`${at}/opinions`} name="opinions">
          {(some) => (
            <Lines
              items={some.map(({ id, occurredOn, data }) => {
                const answer = history.acts('answerOpinion').findLast((one) => one.data.to === id);
                return (
                  <Stack gap="tight">
                    <Text tone="small">{say(words.by, { name: nameOf(data.relative), on: bothCalendars(occurredOn) })}</Text>
                    <Text>{String(data.opinion ?? words.noOpinion)}</Text>
                    {answer ? (
                      <>
                        <Text tone="small">{say(words.answer, { on: bothCalendars(answer.occurredOn) })}</Text>
                        <Text>{String(answer.data.answer)}</Text>
                      </>
                    ) : data.opinion ? (
                      <Text tone="small">{words.waiting}</Text>
                    ) : null}
                    {data.opinion && open ? <Link href={`${at}/acts/answerOpinion?to=${id}`}>{words.write}</Link> : null}
                  </Stack>
                );
              })}
            />
          )}
        </Paged>
      ) : null}
      {open ? <Link href={`${at}/acts/giveOpinion`}>{words.record}</Link> : <Text tone="small">{words.closed}</Text>}
    </Narrow>
  );
  return page(words.title, body);
}
