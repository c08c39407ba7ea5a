import type { LetterHere } from '#lib/administration';
import { tokyoDate } from '#lib/kernel';
import { bothCalendars, say, staffLetter as words } from '#lib/texts';
import { Form, Section, Text } from '#lib/web';

/** How somebody's letter stands, and the way to a new one. */
export const LetterSection = ({ state, endsAt, at }: LetterHere & { readonly at: string }) => (
  <Section title={words.section}>
    <Text>{say(words.states[state], { until: endsAt ? bothCalendars(tokyoDate(endsAt)) : '' })}</Text>
    {state === 'used' ? null : (
      <>
        {state === 'none' ? null : <Text tone="small">{words.remakeLead}</Text>}
        <Form action={`${at}/letter`} submit={state === 'none' ? words.make : words.remake} weight="secondary" />
      </>
    )}
  </Section>
);
