import type { Again } from '#lib/case-pages';
import { familyWords, say, wareki } from '#lib/texts';
import { Lines, Paged, Section, Stack, Text } from '#lib/web';
import { reportSubmitted, withAnswers } from '../own/known.js';
import { OwnForm, Returned, homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import { statusOfAgain } from '../own/status.js';
import { leadOf, titleOf } from '../own/words.js';
import type { FullPaper } from './papers.js';
import { PartList } from './reader.js';

const words = familyWords.draft;

interface Draft {
  readonly own: OwnCase;
  readonly paper: FullPaper | null;
  readonly again?: Again;
}

export function draftPage({ own, paper, again }: Draft) {
  const asked = own.head.state === 'DRAFT_TO_FAMILY';
  const remark = reportSubmitted(own.history.since('showDraft')) ? words.older : asked ? null : words.revising;
  return ownPage({
    own,
    title: words.title,
    lead: paper ? words.lead : undefined,
    ...statusOfAgain(again),
    children: (
      <>
        <Returned act="giveOpinion" again={again} />
        {paper ? (
          <Section title={say(words.version, { version: paper.version, on: wareki(paper.on) })}>
            {remark ? <Text>{remark}</Text> : null}
            <PartList paper={paper} at={`${homeOf(own)}/draft`} />
          </Section>
        ) : (
          <Text>{words.none}</Text>
        )}
        <Opinions own={own} />
        {asked || again ? (
          <Section title={titleOf('giveOpinion')}>
            <Text>{leadOf('giveOpinion')}</Text>
            <OwnForm own={own} act="giveOpinion" action={`${homeOf(own)}/draft`} again={again} />
          </Section>
        ) : paper ? (
          <Text tone="small">{words.closed}</Text>
        ) : null}
      </>
    ),
  });
}

/** What this relative said about the drafts, each with its answer. */
function Opinions({ own }: Pick<Draft, 'own'>) {
  const given = withAnswers(own.history, 'giveOpinion', 'answerOpinion');
  if (given.length === 0) return null;
  return (
    <Section title={words.yours}>
      <Paged items={given} at={`${homeOf(own)}/draft`} name="opinions">
        {(some) => (
          <Lines
            items={some.map(({ asked, answer }) => (
              <Stack gap="tight">
                <Text tone="small">{wareki(asked.occurredOn)}</Text>
                <Text>{String(asked.data.opinion ?? words.noOpinion)}</Text>
                {answer ? (
                  <>
                    <Text tone="small">{words.answer}</Text>
                    <Text>{String(answer.data.answer)}</Text>
                  </>
                ) : asked.data.opinion ? (
                  <Text tone="small">{words.waiting}</Text>
                ) : null}
              </Stack>
            ))}
          />
        )}
      </Paged>
    </Section>
  );
}
