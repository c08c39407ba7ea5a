import type { Doing, doingsHere } from '#lib/administration';
import { tokyoDate } from '#lib/kernel';
import { accounts, journalWords, peopleJournal as words, say, wareki } from '#lib/texts';
import { EmptyState, Link, Moment, PageHead, Pagination, Table, page } from '#lib/web';
import { inWords } from './form.page.js';

type JournalPage = Awaited<ReturnType<typeof doingsHere>> & { readonly paged: boolean };

export function peopleJournalPage({ doings, older, paged }: JournalPage) {
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {doings.length === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <Table
          caption={words.title}
          captionUnseen
          columns={[words.at, words.who, words.what, words.about].map((head) => ({ head }))}
          rows={doings.map((doing) => [
            <Moment at={doing.at} />,
            say(journalWords.personAndRole, { name: doing.by, role: accounts.roles[doing.asRole] }),
            whatIn(doing),
            aboutIn(doing),
          ])}
        />
      )}
      <Pagination next={older === undefined ? undefined : `/people/journal?before=${new Date(older).getTime()}`} />
      {paged ? <Link href="/people/journal">{words.newest}</Link> : null}
    </>
  );
  return page(words.title, body);
}

function whatIn({ event, at, lastDay }: Doing): string {
  const named = words.events[event];
  if (lastDay === undefined) return named;
  if (lastDay !== null && lastDay < tokyoDate(at)) return words.over;
  return lastDay === null ? say(words.open, { event: named }) : say(words.until, { event: named, on: wareki(lastDay) });
}

function aboutIn({ about, post }: Doing): string {
  const name = about ?? words.none;
  return post ? say(words.withPost, { name, post: inWords(post.organisationName, post.role) }) : name;
}
