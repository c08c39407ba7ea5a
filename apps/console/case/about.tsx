import { consoleWords, procedure } from '#lib/texts';
import { Day, DescriptionList, Section, Stack, Text } from '#lib/web';
import type { CaseData } from './case.load.js';

const words = consoleWords.about;

/** Whom and what the case is about; at the end of the page, because nobody opens the page for it. */
export function About({ view: { head, pupilName, grade, school, founder, awareOn } }: CaseData) {
  const { name, notice, remark } = procedure.editions[head.edition];
  return (
    <Section title={words.title} id="about">
      <DescriptionList
        entries={[
          { term: words.pupil, value: pupilName ?? words.unknown },
          { term: words.grade, value: grade ?? words.unknown },
          { term: words.school, value: school ?? words.unknown },
          { term: words.founder, value: founder },
          { term: words.dateOfDeath, value: <Day on={head.dateOfDeath} /> },
          { term: words.awareOn, value: awareOn ? <Day on={awareOn} /> : words.unknown },
          {
            term: words.edition,
            value: (
              <Stack gap="tight">
                <span>{name}</span>
                <Text tone="small">{notice}</Text>
                <Text tone="small">{remark}</Text>
              </Stack>
            ),
          },
        ]}
      />
    </Section>
  );
}
