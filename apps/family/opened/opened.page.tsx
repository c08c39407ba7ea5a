import type { PlainDate } from '#lib/kernel';
import { journalWords, say, wareki } from '#lib/texts';
import { Link, Pagination, Table, Text } from '#lib/web';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';
import type { Opening, Openings } from './opened.query.js';

const words = journalWords.family;

/** An office by its name, the committee by what it is, oneself as oneself. No person of an office is named. */
function officeIn({ office, name, urgent }: Opening): string {
  if (office === 'relative') return words.own;
  if (office === 'representative') return words.representative;
  const called = office === 'committee' ? words.offices.committee : (name ?? words.offices.other);
  return urgent ? say(words.urgent, { office: called }) : called;
}

export function openedPage(own: OwnCase, { days, older }: Openings, before: PlainDate | undefined) {
  const at = `${homeOf(own)}/opened`;
  return ownPage({
    own,
    title: words.title,
    lead: words.lead,
    children: (
      <>
        <Text>{words.what}</Text>
        <Text>{words.committee}</Text>
        {days.length === 0 ? (
          <Text>{words.none}</Text>
        ) : (
          <Table
            caption={words.caption}
            captionUnseen
            columns={[{ head: words.on }, { head: words.office }]}
            rows={days.map((opening) => [wareki(opening.on), officeIn(opening)])}
          />
        )}
        <Pagination next={older === undefined ? undefined : `${at}?before=${older}`} />
        {before === undefined ? null : <Link href={at}>{words.newest}</Link>}
        <Text tone="small">{words.ask}</Text>
        <Link href={`${homeOf(own)}/questions`} inline={false}>
          {words.toQuestions}
        </Link>
      </>
    ),
  });
}
