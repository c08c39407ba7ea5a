import { type Again, contentOf } from '#lib/case-pages';
import { choices, familyWords, say, wareki } from '#lib/texts';
import { DescriptionList, Paged, Section, Stack, Text } from '#lib/web';
import { mayAskForSupplement, withAnswers } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';

const words = familyWords.supplement;
export const takeUp = 'takeUpSupplement';
const nobody = { relative: () => '', act: () => '' };
const decisionOf = (decision: unknown): string => (choices.supplementDecision as Readonly<Record<string, string>>)[String(decision)] ?? '';

export function supplementPage(own: OwnCase, again?: Again) {
  const requests = withAnswers(own.history, 'requestSupplement', 'decideSupplement').filter(
    ({ asked }) => asked.data.insufficient !== undefined,
  );
  return ownPage({
    own,
    title: titleOf('requestSupplement'),
    lead: leadOf('requestSupplement'),
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="requestSupplement" again={again} />
        {requests.length ? (
          <Section title={words.former}>
            <Paged items={requests} at={`${homeOf(own)}/supplement`} name="requests">
              {(some) =>
                some.map(({ asked, answer }) => (
                  <Stack gap="tight">
                    <Text tone="small">{say(words.on, { on: wareki(asked.occurredOn) })}</Text>
                    <DescriptionList
                      entries={[
                        ...contentOf(asked, nobody),
                        {
                          term: words.decision,
                          value: answer ? `${decisionOf(answer.data.decision)}\n${String(answer.data.reason ?? '')}` : words.waiting,
                        },
                      ]}
                    />
                  </Stack>
                ))
              }
            </Paged>
          </Section>
        ) : null}
        {again || mayAskForSupplement(own.head.state) ? (
          <OwnForm
            own={own}
            act="requestSupplement"
            action={`${homeOf(own)}/supplement`}
            again={again}
            hidden={own.head.state === 'RESULT_EXPLAINED' ? { step: takeUp } : {}}
          />
        ) : (
          <Text>{words.notYet}</Text>
        )}
      </>
    ),
  });
}
