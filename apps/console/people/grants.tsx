import { type GrantHere, tenseOf } from '#lib/administration';
import type { PlainDate } from '#lib/kernel';
import { accounts, peopleWords } from '#lib/texts';
import { Day, Row, Stack, Tag, Text } from '#lib/web';

const words = peopleWords.person;

/** Whether a grant holds, where that is not plain: it begins later, is over, or was called off. */
export function TenseTag({ grant, today }: { readonly grant: GrantHere; readonly today: PlainDate }) {
  const tense = tenseOf(grant, today);
  if (tense === 'now') return null;
  if (tense === 'later') return <Tag>{words.later}</Tag>;
  return <Tag>{grant.endsOn !== null && grant.endsOn < grant.startsOn ? words.calledOff : words.over}</Tag>;
}

/** A role with its days, in a list of people. */
export const GrantLine = ({ grant, today }: { readonly grant: GrantHere; readonly today: PlainDate }) => (
  <Stack gap="tight">
    <Row>
      <span>{accounts.roles[grant.role]}</span>
      <TenseTag grant={grant} today={today} />
    </Row>
    <Text tone="small">
      <Day on={grant.startsOn} />
      {words.from}
      {grant.endsOn === null ? null : (
        <>
          <Day on={grant.endsOn} />
          {words.to}
        </>
      )}
    </Text>
  </Stack>
);
