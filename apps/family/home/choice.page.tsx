import type { ListedCase } from '#lib/cases';
import { familyWords, say } from '#lib/texts';
import { EmptyState, Lines, Link, Narrow, PageHead, page } from '#lib/web';

const words = familyWords.choice;

export function choicePage(items: readonly Pick<ListedCase, 'id' | 'school' | 'caseNo'>[]) {
  const body =
    items.length === 0 ? (
      <EmptyState title={words.noneTitle}>{words.none}</EmptyState>
    ) : (
      <Lines
        items={items.map(({ id, school, caseNo }) => (
          <Link href={`/cases/${id}`} inline={false}>
            {say(words.one, { school, caseNo })}
          </Link>
        ))}
      />
    );
  return page(
    words.title,
    <Narrow>
      <PageHead title={words.title} {...(items.length ? { lead: words.lead } : {})} />
      {body}
    </Narrow>,
  );
}
