import { FindPerson, type OrganisationHere } from '#lib/administration';
import { peopleWords, say } from '#lib/texts';
import { ButtonLink, Link, Notice, PageHead, Row, Section, Stack, Table, Text, page } from '#lib/web';
import { FormOf, type Shown, WhyNot, statusOfShown } from './form.page.js';

const words = peopleWords.overview;

interface Overview {
  readonly organisations: readonly OrganisationHere[];
  readonly counts: ReadonlyMap<string, number>;
  /** The search form as it was sent. */
  readonly search?: Shown;
  readonly notFound?: boolean;
}

/** Everything the administrator administers, and the ways to what is done with it. */
export function overviewPage({ organisations, counts, search = {}, notFound = false }: Overview) {
  const body = (
    <Stack gap="wide">
      <PageHead title={words.title} lead={words.lead} />
      <WhyNot of={FindPerson} {...search} />
      {notFound ? <Notice title={words.notFound} live /> : null}
      <Row>
        <ButtonLink href="/people/add" weight="primary">
          {words.addPerson}
        </ButtonLink>
        {organisations[0]?.kind === 'founder' ? <ButtonLink href="/people/organisations/add">{words.addOrganisation}</ButtonLink> : null}
      </Row>
      <Table
        caption={words.caption}
        captionUnseen
        columns={[{ head: words.organisation }, { head: words.kind }, { head: words.people, number: true }]}
        rows={organisations.map((one) => [
          <Link href={`/people/organisations/${one.id}`}>{one.name}</Link>,
          kindInWords(one),
          say(words.count, { count: counts.get(one.id) ?? 0 }),
        ])}
      />
      <Section title={words.find}>
        <Text>{words.findLead}</Text>
        <FormOf of={FindPerson} action="/people/search" submit={words.findSubmit} weight="secondary" {...search} />
      </Section>
    </Stack>
  );
  return page(words.title, body, statusOfShown(search));
}

export const kindInWords = ({ kind, founderKind }: Pick<OrganisationHere, 'kind' | 'founderKind'>): string =>
  founderKind === null ? peopleWords.kinds[kind] : peopleWords.founderKinds[founderKind];
