import { accounts, say, twoPersons as words } from '#lib/texts';
import { ButtonForm, Lines, Moment, Section, Stack, Text } from '#lib/web';
import type { WaitingForMe } from './waiting.js';

/** What waits and concerns the reader, each with the way to stop it; nothing where nothing waits. */
export const WaitingSection = ({ waiting }: { readonly waiting: readonly WaitingForMe[] }) =>
  waiting.length === 0 ? null : (
    <Section title={words.title}>
      <Text>{words.lead}</Text>
      <Lines
        items={waiting.map(({ id, what, mine, organisationName, role, opensAt }) => (
          <Stack>
            <Text>
              {say(words[mine ? 'mine' : 'others'][what], { organisation: organisationName, role: role ? accounts.roles[role] : '' })}
            </Text>
            <Text tone="small">
              {words.until} <Moment at={opensAt} />
            </Text>
            <div>
              <ButtonForm action={`/account/waiting/${id}/stop`}>{words.stop}</ButtonForm>
            </div>
          </Stack>
        ))}
      />
    </Section>
  );
