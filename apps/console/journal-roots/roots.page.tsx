import type { Root } from '#lib/journal';
import { journalWords, say } from '#lib/texts';
import { EmptyState, Link, Moment, PageHead, Pagination, Section, Table, Text, page } from '#lib/web';

const words = journalWords.rootPage;

/** Eight groups of eight digits, so that two people can read them to each other. */
const inGroups = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? '';

export function rootsPage(roots: readonly Root[], { older, paged }: { readonly older: number | undefined; readonly paged: boolean }) {
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Text>{words.why}</Text>
      {roots.length === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <Table
          caption={words.title}
          captionUnseen
          columns={[words.no, words.madeAt, words.hash].map((head) => ({ head }))}
          rows={roots.map(({ no, madeAt, hash }) => [say(words.numbered, { no }), <Moment at={new Date(madeAt)} />, inGroups(hash)])}
        />
      )}
      <Pagination next={older === undefined ? undefined : `/journal-roots?before=${older}`} />
      {paged ? <Link href="/journal-roots">{words.newest}</Link> : null}
      <Section title={words.howTitle}>
        <Text>{words.how}</Text>
        <Text>{words.command}</Text>
        <Text>{words.daily}</Text>
      </Section>
    </>
  );
  return page(words.title, body);
}
