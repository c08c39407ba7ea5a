import type { CaseHead } from '#lib/cases';
import { consoleWords, say } from '#lib/texts';
import { Day, DescriptionList, Link, More, Narrow, PageHead, Section, Tag, Text, page } from '#lib/web';

const words = consoleWords.finalReport;

export interface FinalReport {
  readonly version: number;
  readonly content: string;
  readonly fingerprint: string;
  readonly signedOn: string;
}

/** The newest report; former ones open when asked for. */
export function finalReportPage({ id, caseNo }: CaseHead, [newest, ...older]: readonly FinalReport[]) {
  const at = `/cases/${id}`;
  const body = (
    <Narrow>
      <PageHead
        above={<Link href={at}>{say(consoleWords.case.title, { caseNo })}</Link>}
        title={words.title}
        tags={newest ? <Tag>{say(words.version, { version: newest.version })}</Tag> : null}
      />
      {newest ? <One report={newest} level={2} /> : null}
      {older.length ? (
        <More label={words.older}>
          {older.map((report) => (
            <Section title={say(words.version, { version: report.version })}>
              <One report={report} level={3} />
            </Section>
          ))}
        </More>
      ) : null}
      <Link href={at}>{words.back}</Link>
    </Narrow>
  );
  return page(words.title, body);
}

const One = ({ report: { content, fingerprint, signedOn }, level }: { report: FinalReport; level: 2 | 3 }) => (
  <>
    <DescriptionList
      entries={[
        { term: words.signedOn, value: <Day on={signedOn} /> },
        { term: words.fingerprint, value: fingerprint },
      ]}
    />
    <Section title={words.content} level={level}>
      <Text>{content}</Text>
    </Section>
  </>
);
