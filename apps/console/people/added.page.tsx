import { peopleWords } from '#lib/texts';
import { DescriptionList, Link, Narrow, Notice, PageHead, Text, page } from '#lib/web';

const words = peopleWords.added;

/** The one time a password of a new person is shown; the second time a form is sent, it is gone. */
export function addedPage({ personId, password }: { readonly personId: string; readonly password: string | undefined }) {
  const body = (
    <Narrow>
      <PageHead title={words.title} />
      {password === undefined ? (
        <Notice title={words.again} live />
      ) : (
        <>
          <DescriptionList entries={[{ term: words.password, value: password }]} />
          <Text>{words.once}</Text>
          <Text>{words.known}</Text>
        </>
      )}
      <Link href={`/people/${personId}`} inline={false}>
        {words.open}
      </Link>
    </Narrow>
  );
  return page(words.title, body);
}
