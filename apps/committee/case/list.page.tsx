import type { CaseList } from '#lib/cases';
import { committeeWords, memberWords, procedure } from '#lib/texts';
import { Day, EmptyState, Link, Notice, PageHead, Pagination, Table, page } from '#lib/web';

const words = committeeWords.list;

/** Which case waits for what: the state stands in the first column, beside the number that opens it. */
export function listPage({ items, next }: CaseList, left = false) {
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
      <PageHead title={words.title} lead={words.lead} />
      {rows.length ? (
        <Table
          caption={words.title}
          captionUnseen
          columns={[{ head: words.caseNo }, { head: words.state }, { head: words.since }, { head: words.school }, { head: words.founder }]}
          rows={rows}
        />
      ) : (
        <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
      )}
      <Pagination next={next ? `/?after=${encodeURIComponent(next)}` : undefined} />
    </>
  );
  return page(words.title, body);
}
