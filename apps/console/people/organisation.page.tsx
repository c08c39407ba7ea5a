import type { ListedPerson, OrganisationHere } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { peopleWords } from '#lib/texts';
import { ButtonLink, EmptyState, Link, PageHead, Row, Section, Stack, Table, Text, page } from '#lib/web';
import { GrantLine } from './grants.js';
import { kindInWords } from './overview.page.js';

const words = peopleWords.organisation;

interface OrganisationPage {
  readonly organisation: OrganisationHere;
  readonly people: readonly ListedPerson[];
  /** People whose grants here are over, where they were asked for. */
  readonly over: readonly ListedPerson[];
  readonly today: PlainDate;
}

/** The people of one organisation with their roles in it. */
export function organisationPage({ organisation, people, over, today }: OrganisationPage) {
  const { id, name, code } = organisation;
  const list = (caption: string, listed: readonly ListedPerson[]) => (
    <Table
      caption={caption}
      captionUnseen
      columns={[words.name, words.roles].map((head) => ({ head }))}
      rows={listed.map((person) => [
        <Link href={`/people/${person.id}`}>{person.name}</Link>,
        <Stack>
          {person.grants.map((grant) => (
            <GrantLine grant={grant} today={today} />
          ))}
        </Stack>,
      ])}
    />
  );
  const body = (
    <Stack gap="wide">
      <PageHead above={<Link href="/people">{peopleWords.overview.title}</Link>} title={name} lead={<>{kindInWords(organisation)}</>} />
      {code === null ? null : (
        <Text tone="small">
          {words.code}：{code}
        </Text>
      )}
      <Row>
        <ButtonLink href={`/people/add?organisation=${id}`} weight="primary">
          {peopleWords.overview.addPerson}
        </ButtonLink>
        <ButtonLink href={`/people/organisations/${id}/name`}>{words.rename}</ButtonLink>
      </Row>
      <Section title={words.now}>{people.length === 0 ? <EmptyState title={words.none} /> : list(words.now, people)}</Section>
      <Section title={words.over}>{over.length === 0 ? <Text>{words.noneOver}</Text> : list(words.over, over)}</Section>
    </Stack>
  );
  return page(name, body);
}
