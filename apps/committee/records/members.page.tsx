import { DeclaredAgainst, Gone, standingInWords } from '#lib/case-pages';
import { acts, openIn, standings } from '#lib/cases';
import { bothCalendars, choices, committeeWords, memberWords, say } from '#lib/texts';
import { Lines, Link, PageHead, Paged, Row, Section, Stack, Table, Text, page } from '#lib/web';
import type { CommitteeView } from '../case/committee-view.js';

const words = committeeWords.members;
const word = (set: Readonly<Record<string, string>>, value: unknown): string => set[String(value)] ?? '';

/** Members with what they declared; the words of a declaration are for the member and the secretariat. */
export function membersPage(view: CommitteeView) {
  const { head, history, appointments, today } = view;
  const at = `/cases/${head.id}`;
  const members = standings(history, today);
  const declared = (id: string) => history.acts('declareInterests').findLast(({ data }) => data.member === id);
  const told = history.last('tellNames');
  const own = appointments.map(declared).filter((one) => one !== undefined);
  const seat = members.find(({ member }) => appointments.includes(member.id))?.member.id;
  const mine = seat ? `?member=${seat}` : '';
  const objections = history.acts('recordObjection');
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} above={<Link href={at}>{committeeWords.case.back}</Link>} />
      {members.length ? (
        <Table
          caption={words.table}
          captionUnseen
          columns={[words.name, words.role, words.profession, words.nominatingBody, words.outside, words.declared].map((head) => ({
            head,
          }))}
          rows={members.map((standing) => {
            const { data } = standing.member;
            return [
              String(data.memberName),
              word(choices.memberRole, data.memberRole),
              String(data.profession),
              String(data.nominatingBody),
              word(choices.yesNo, data.outside),
              standingInWords(standing),
            ];
          })}
        />
      ) : (
        <Text>{words.empty}</Text>
      )}
      <Gone history={history} today={today} />
      <Text>{told ? say(words.told, { on: bothCalendars(told.occurredOn) }) : words.notTold}</Text>
      {own.length ? (
        <Section title={words.yours}>
          {own.map(({ data }) => (
            <Text>{String(data.interests ?? '')}</Text>
          ))}
        </Section>
      ) : null}
      <DeclaredAgainst {...view} at={`${at}/members`} />
      {openIn(acts.declareInterests, head.state) && !view.readOnly ? (
        <Row>
          <Link href={`${at}/acts/declareInterests${mine}`} inline={false}>
            {words.declare}
          </Link>
          <Link href={`${at}/acts/recuseMember${mine}`} inline={false}>
            {memberWords.standings.recuse}
          </Link>
        </Row>
      ) : null}
      {objections.length ? (
        <Section title={words.objections}>
          <Paged items={objections} at={`${at}/members`} name="objections">
            {(some) => (
              <Lines
                items={some.map(({ id, data, occurredOn }) => {
                  const answer = history.acts('answerObjection').findLast((one) => one.data.to === id);
                  return (
                    <Stack gap="tight">
                      <Text tone="small">{bothCalendars(occurredOn)}</Text>
                      <Text>{String(data.objection)}</Text>
                      <Text tone="small">{answer ? String(answer.data.answer) : words.unanswered}</Text>
                    </Stack>
                  );
                })}
              />
            )}
          </Paged>
        </Section>
      ) : null}
    </>
  );
  return page(words.title, body);
}
