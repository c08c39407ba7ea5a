import { type GrantHere, Leave, type PersonPage, workingRoles } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { leavingWords as words, peopleWords, say } from '#lib/texts';
import { Lines, Link, Narrow, PageHead, Row, Section, Stack, Tag, Text, page } from '#lib/web';
import { FormOf, type Shown, WhyNot, inWords, statusOfShown } from './form.page.js';
import { TenseTag } from './grants.js';

interface LeavePage {
  readonly person: PersonPage;
  readonly ending: readonly GrantHere[];
  /** People who could take over, with the names by which they are known here. */
  readonly successors: readonly (GrantHere & { readonly name: string })[];
  readonly today: PlainDate;
  readonly shown: Shown;
}

/** What ends, who could take over, and that it is meant. */
export function leavePage({ person, ending, successors, today, shown }: LeavePage) {
  const at = `/people/${person.id}`;
  const alone = ({ organisationId, role }: GrantHere) =>
    workingRoles.includes(role) && !successors.some((one) => one.organisationId === organisationId && one.role === role);
  const options = successors.filter((one, i) => successors.findIndex(({ personId }) => personId === one.personId) === i);
  const body = (
    <Narrow>
      <PageHead above={<Link href={at}>{say(peopleWords.back, { name: person.name })}</Link>} title={words.title} lead={words.lead} />
      <WhyNot of={Leave} {...shown} />
      <Section title={words.ends}>
        <Lines
          items={ending.map((grant) => (
            <Stack gap="tight">
              <Row>
                <span>{inWords(grant.organisationName, grant.role)}</span>
                <TenseTag grant={grant} today={today} />
                {grant.ofToken ? <Tag>{peopleWords.nav.tokens}</Tag> : null}
              </Row>
              {alone(grant) && !grant.ofToken ? (
                <div>
                  <Tag kind="late">{words.alone}</Tag>
                </div>
              ) : null}
            </Stack>
          ))}
        />
        <Text tone="small">{words.later}</Text>
      </Section>
      <FormOf
        of={Leave}
        action={`${at}/leave`}
        submit={words.submit}
        lists={{ successor: options.map((one) => ({ value: one.personId, label: one.name })) }}
        {...shown}
      />
      <Text tone="small">{words.about}</Text>
    </Narrow>
  );
  return page(words.title, body, statusOfShown(shown));
}
