import { familyWords, say, wareki } from '#lib/texts';
import { Section, Text } from '#lib/web';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import type { FullPaper } from './papers.js';
import { PartList } from './reader.js';

const words = familyWords.report;

export const reportPage = (own: OwnCase, paper: FullPaper | null) =>
  ownPage({
    own,
    title: words.title,
    lead: paper ? words.lead : undefined,
    children: paper ? (
      <Section title={say(words.version, { version: paper.version, on: wareki(paper.on) })}>
        <PartList paper={paper} at={`${homeOf(own)}/report`} />
      </Section>
    ) : (
      <Text>{words.none}</Text>
    ),
  });
