import { ChangeLastDay, type GrantHere, type Post, TransferGrant } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { accounts, peopleWords, say } from '#lib/texts';
import { ButtonForm, Link, Narrow, PageHead, Section, Stack, Text, page } from '#lib/web';
import { FormOf, type Shown, WhyNot, optionsOf, statusOfShown } from './form.page.js';
import { GrantLine } from './grants.js';

const words = peopleWords.grant;

interface GrantPage {
  readonly grant: GrantHere;
  readonly name: string;
  readonly posts: readonly Post[];
  readonly today: PlainDate;
  /** Which of the forms came back. */
  readonly shown?: { readonly of: 'lastDay' | 'transfer'; readonly as: Shown };
}

/** One role of one person: another last day, the end at once, or a transfer. */
export function grantPage({ grant, name, posts, today, shown }: GrantPage) {
  const at = `/people/grants/${grant.id}`;
  const as = (of: 'lastDay' | 'transfer'): Shown => (shown?.of === of ? shown.as : {});
  const lastDay: Shown = { filled: grant.endsOn === null ? {} : { endsOn: grant.endsOn }, ...as('lastDay') };
  const others = posts.filter(({ organisation, role }) => organisation.id !== grant.organisationId || role !== grant.role);
  const body = (
    <Narrow>
      <PageHead
        above={<Link href={`/people/${grant.personId}`}>{say(peopleWords.back, { name })}</Link>}
        title={words.title}
        lead={say(peopleWords.post, { organisation: grant.organisationName, role: accounts.roles[grant.role] })}
      />
      {shown ? <WhyNot of={shown.of === 'lastDay' ? ChangeLastDay : TransferGrant} {...shown.as} /> : null}
      <GrantLine grant={grant} today={today} />
      <Section title={words.lastDay}>
        <Text>{words.lastDayLead}</Text>
        <FormOf of={ChangeLastDay} action={`${at}/last-day`} submit={words.lastDaySubmit} {...lastDay} />
      </Section>
      <Section title={words.transfer}>
        <Text>{words.transferLead}</Text>
        <FormOf
          of={TransferGrant}
          action={`${at}/transfer`}
          submit={words.transferSubmit}
          weight="secondary"
          lists={{ post: optionsOf(others) }}
          {...as('transfer')}
        />
      </Section>
      <Section title={words.endNow}>
        <Stack>
          <Text>{words.endNowLead}</Text>
          <div>
            <ButtonForm action={`${at}/end`}>{words.endNowSubmit}</ButtonForm>
          </div>
        </Stack>
      </Section>
    </Narrow>
  );
  return page(words.title, body, shown ? statusOfShown(shown.as) : {});
}
