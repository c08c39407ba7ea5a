import { type GrantHere, type HandoverHere, type LetterHere, type PersonPage, tenseOf } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { accounts, leavingWords, peopleWords, say } from '#lib/texts';
import { ButtonLink, Day, DescriptionList, Link, Notice, PageHead, Row, Section, Stack, Table, Text, Unseen, page } from '#lib/web';
import { inWords } from './form.page.js';
import { LetterSection } from '../staff-letters/letter.section.js';
import { TenseTag } from './grants.js';

const words = peopleWords.person;
const dones = words.done;
export type Done = keyof typeof dones;
export const isDone = (text: unknown): text is Done => typeof text === 'string' && Object.hasOwn(dones, text);

interface Page {
  readonly person: PersonPage;
  readonly today: PlainDate;
  /** The administrator's own page. */
  readonly self: boolean;
  readonly done?: Done | undefined;
  readonly handovers: readonly HandoverHere[];
  readonly letter: LetterHere;
}

/** One person: address, roles here, and what can be done. */
export function personPage({ person, today, self, done, handovers, letter }: Page) {
  const at = `/people/${person.id}`;
  const current = person.grants.some((grant) => tenseOf(grant, today) !== 'over');
  const body = (
    <Stack gap="wide">
      <PageHead above={<Link href="/people">{peopleWords.overview.title}</Link>} title={person.name} />
      {done ? <Notice title={dones[done]} live /> : null}
      <DescriptionList entries={[{ term: words.email, value: person.email ?? words.noEmail }]} />
      <Section title={words.roles}>
        <Table
          caption={words.roles}
          captionUnseen
          columns={[words.organisation, words.role, words.since, words.until].map((head) => ({ head }))}
          rows={person.grants.map((grant) => [
            grant.organisationName,
            <Role grant={grant} today={today} />,
            <Day on={grant.startsOn} />,
            <LastDay grant={grant} today={today} />,
          ])}
        />
        {self ? <Text tone="small">{words.self}</Text> : null}
      </Section>
      <Row>
        {self ? null : (
          <ButtonLink href={`${at}/grants`} weight={current ? 'secondary' : 'primary'}>
            {words.addGrants}
          </ButtonLink>
        )}
        <ButtonLink href={`${at}/name`}>{words.rename}</ButtonLink>
        {current ? <ButtonLink href={`${at}/leave`}>{words.leave}</ButtonLink> : null}
      </Row>
      {current && !self ? <LetterSection {...letter} at={at} /> : null}
      <Handovers handovers={handovers} grants={person.grants} />
    </Stack>
  );
  return page(person.name, body);
}

interface GrantProps {
  readonly grant: GrantHere;
  readonly today: PlainDate;
}
const Role = ({ grant, today }: GrantProps) => (
  <Row>
    <span>{accounts.roles[grant.role]}</span>
    <TenseTag grant={grant} today={today} />
  </Row>
);

const LastDay = ({ grant, today }: GrantProps) => (
  <Row>
    <span>{grant.endsOn === null ? words.open : <Day on={grant.endsOn} />}</span>
    {tenseOf(grant, today) === 'over' ? null : (
      <Link href={`/people/grants/${grant.id}`}>
        {words.change}
        <Unseen>{inWords(grant.organisationName, grant.role)}</Unseen>
      </Link>
    )}
  </Row>
);

const told = (count: number | null): string => (count === null ? leavingWords.few : say(leavingWords.count, { count }));

/** What this person left to others, as far as an administrator may know. */
function Handovers({ handovers, grants }: { readonly handovers: readonly HandoverHere[]; readonly grants: readonly GrantHere[] }) {
  if (handovers.length === 0) return null;
  const postOf = (id: string) => {
    const grant = grants.find((one) => one.id === id);
    return grant ? inWords(grant.organisationName, grant.role) : '';
  };
  return (
    <Section title={leavingWords.handover}>
      <Table
        caption={leavingWords.handover}
        captionUnseen
        columns={[leavingWords.post, leavingWords.successor, leavingWords.cases, leavingWords.deadlines, leavingWords.state].map(
          (head) => ({
            head,
          }),
        )}
        rows={handovers.map(({ grantId, successorName, counted, cases, deadlines, closed }) => [
          postOf(grantId),
          successorName ?? leavingWords.noSuccessor,
          counted ? told(cases) : leavingWords.counting,
          counted ? told(deadlines) : leavingWords.counting,
          closed ? leavingWords.closed : leavingWords.open,
        ])}
      />
      <Text tone="small">{leavingWords.about}</Text>
    </Section>
  );
}
