import type { CaseList } from '#lib/cases';
import { breakGlassWords, committeeWords, memberWords, procedure } from '#lib/texts';
import { Day, EmptyState, Link, Notice, PageHead, Pagination, Table, page } from '#lib/web';

const words = committeeWords.list;
const opened = breakGlassWords.reader;

interface ListOf {
  /** Somebody who has just recused herself. */
  readonly left: boolean;
  /** Somebody a room was opened to where law demands it. */
  readonly reader: boolean;
}

/** Which case waits for what: the state stands in the first column, beside the number that opens it. */
export function listPage({ items, next }: CaseList, { left, reader }: ListOf) {
  const [title, lead, none] = reader ? [opened.listTitle, opened.listLead, opened.none] : [words.title, words.lead, words.emptyTitle];
  const rows = items.map(({ id, caseNo, state, stateSince, school, founder }) => [
    <Link href={`/cases/${id}`}>{caseNo}</Link>,
    procedure.states[state].name,
    <Day on={stateSince} />,
    school,
    founder,
  ]);
  const body = (
    <>
      {left ? (
        <Notice title={memberWords.gone.title} live>
          {memberWords.gone.text}
        </Notice>
      ) : null}
      <PageHead title={title} lead={lead} />
      {rows.length ? (
        <Table
          caption={title}
          captionUnseen
          columns={[{ head: words.caseNo }, { head: words.state }, { head: words.since }, { head: words.school }, { head: words.founder }]}
          rows={rows}
        />
      ) : (
        <EmptyState title={none}>{reader ? null : words.empty}</EmptyState>
      )}
      <Pagination next={next ? `/?after=${encodeURIComponent(next)}` : undefined} />
    </>
  );
  return page(title, body);
}
