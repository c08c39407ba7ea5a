import { secondFactor as words } from '#lib/texts';
import { ButtonLink, Notice, PageHead, Section, Text, page } from '#lib/web';

/** What can be set up here, one below the other; the reader chooses. */
export interface Offer {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly label: string;
  /** Why it cannot be set up at this address, with where it can. */
  readonly not?: string | undefined;
}

export function enrolPage({ offers }: { readonly offers: readonly Offer[] }) {
  const body = (
    <>
      <PageHead title={words.enrol.title} lead={words.enrol.lead} />
      {offers.map(({ title, text, href, label, not }) => (
        <Section title={title}>
          <Text>{text}</Text>
          {not ? <Notice>{not}</Notice> : <ButtonLink href={href}>{label}</ButtonLink>}
        </Section>
      ))}
    </>
  );
  return page(words.enrol.title, body);
}
