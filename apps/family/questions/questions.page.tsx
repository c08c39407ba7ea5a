import type { Again } from '#lib/case-pages';
import { familyWords, say, wareki } from '#lib/texts';
import { Lines, Paged, Section, Stack, Text } from '#lib/web';
import { withAnswers } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf } from '../own/words.js';

const words = familyWords.questions;

export function questionsPage(own: OwnCase, again?: Again) {
  const all = withAnswers(own.history, 'askQuestion', 'answerQuestion');
  const list = (title: string, answered: boolean) => {
    const some = all.filter(({ answer }) => (answer !== undefined) === answered);
    if (some.length === 0) return null;
    return (
      <Section title={title}>
        <Paged items={some} at={`${homeOf(own)}/questions`} name={answered ? 'answered' : 'waiting'}>
          {(shown) => (
            <Lines
              items={shown.map(({ asked, answer }) => (
                <Stack gap="tight">
                  <Text tone="small">{say(words.askedOn, { on: wareki(asked.occurredOn) })}</Text>
                  <Text>{String(asked.data.question)}</Text>
                  {answer ? (
                    <>
                      <Text tone="small">{say(words.answeredOn, { on: wareki(answer.occurredOn) })}</Text>
                      <Text>{String(answer.data.answer)}</Text>
                    </>
                  ) : null}
                </Stack>
              ))}
            />
          )}
        </Paged>
      </Section>
    );
  };
  return ownPage({
    own,
    title: words.title,
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="askQuestion" again={again} />
        {all.length === 0 && !again ? <Text>{words.none}</Text> : null}
        {list(words.waiting, false)}
        {list(words.answered, true)}
        <Section title={words.ask}>
          <Text>{leadOf('askQuestion')}</Text>
          <OwnForm own={own} act="askQuestion" action={`${homeOf(own)}/questions`} again={again} versioned={false}>
            <Text tone="small">{words.seen}</Text>
          </OwnForm>
        </Section>
      </>
    ),
  });
}
