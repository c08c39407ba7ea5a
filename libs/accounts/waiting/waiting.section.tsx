import { accounts, say, twoPersons } from '#lib/texts';
import { ButtonForm, Lines, Link, Moment, Section, Stack, Text } from '#lib/web';
import type { WaitingForMe } from './waiting.js';

/** What waits and concerns the reader, each with the way to stop it; nothing where nothing waits. */
export const WaitingSection = ({ waiting, family }: { readonly waiting: readonly WaitingForMe[]; readonly family: boolean }) => {
  const words = family ? twoPersons.family : twoPersons;
  return waiting.length === 0 ? null : (
    <Section title={words.title}>
      <Text>{words.lead}</Text>
      <Lines
        items={waiting.map(({ id, what, mine, organisationName, role, askedAt, opensAt, confirmsIn }) => (
          <Stack>
            <Text>
              {say(family ? twoPersons.family.asked : twoPersons[mine ? 'mine' : 'others'][what], {
                organisation: organisationName,
                role: role ? accounts.roles[role] : '',
              })}
            </Text>
            <Text tone="small">
              {twoPersons.askedAt} <Moment at={askedAt} />
            </Text>
            <Text tone="small">
              {words.until} <Moment at={opensAt} />
            </Text>
            {confirmsIn ? (
              <Link href={`/cases/${confirmsIn}/letter-requests/${id}`} inline={false}>
                {twoPersons.confirmLetter}
              </Link>
            ) : null}
            <div>
              <ButtonForm action={`/account/waiting/${id}/stop`}>{words.stop}</ButtonForm>
            </div>
          </Stack>
        ))}
      />
    </Section>
  );
};
