import type { Again } from '#lib/case-pages';
import { type ActDone, acts, lastDayOf, openIn, recusalOf, sits } from '#lib/cases';
import { choices, familyWords, say, wareki } from '#lib/texts';
import { Lines, Paged, Section, Stack, Table, Text } from '#lib/web';
import { namesTold, withAnswers } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const words = familyWords.members;
const word = (set: Readonly<Record<string, string>>, value: unknown): string => set[String(value)] ?? '';

export function membersPage(own: OwnCase, again?: Again) {
  const { history, head } = own;
  const told = namesTold(history);
  const organisation = history.last('chooseOrganisation')?.data.organisation;
  const here = `${homeOf(own)}/objection`;
  const objections = withAnswers(history, 'recordObjection', 'answerObjection');
  return ownPage({
    own,
    title: words.title,
    lead: told ? words.lead : undefined,
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="recordObjection" again={again} />
        {organisation ? <Text>{say(words.organisation, { organisation: word(choices.organisation, organisation) })}</Text> : null}
        {told ? (
          <Paged items={history.acts('appointMember')} at={here} name="members">
            {(some) => (
              <Table
                caption={words.title}
                captionUnseen
                columns={[words.name, words.role, words.profession, words.nominatingBody, words.outside].map((head) => ({ head }))}
                rows={some.map((one) => memberRow(own, one))}
              />
            )}
          </Paged>
        ) : (
          <Text>{words.notYet}</Text>
        )}
        {objections.length ? (
          <Section title={words.yours}>
            <Paged items={objections} at={here} name="objections">
              {(some) => (
                <Lines
                  items={some.map(({ asked, answer }) => (
                    <Stack gap="tight">
                      <Text tone="small">{wareki(asked.occurredOn)}</Text>
                      <Text>{String(asked.data.objection)}</Text>
                      <Text tone="small">{answer ? words.answer : words.waiting}</Text>
                      {answer ? <Text>{String(answer.data.answer)}</Text> : null}
                    </Stack>
                  ))}
                />
              )}
            </Paged>
          </Section>
        ) : null}
        {told && (again || openIn(acts.recordObjection, head.state)) ? (
          <Section title={titleOf('recordObjection')}>
            <Text>{leadOf('recordObjection')}</Text>
            <OwnForm own={own} act="recordObjection" action={here} again={again} />
          </Section>
        ) : null}
      </>
    ),
  });
}

function memberRow({ history, today }: OwnCase, one: ActDone): readonly string[] {
  const { data } = one;
  const role = word(choices.memberRole, data.memberRole);
  const on = recusalOf(history, one)?.occurredOn ?? lastDayOf(history, one);
  return [
    String(data.memberName),
    sits(history, one, today) || on === null ? role : say(words.left, { role, on: wareki(on) }),
    String(data.profession),
    String(data.nominatingBody),
    word(choices.yesNo, data.outside),
  ];
}
