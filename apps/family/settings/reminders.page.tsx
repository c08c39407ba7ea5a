import { familyWords, fieldErrors, say } from '#lib/texts';
import { ErrorSummary, Form, RadioGroup, Text } from '#lib/web';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ownPage } from '../own/own-page.js';

const words = familyWords.reminders;

export function remindersPage(own: OwnCase, on: boolean, wrong = false) {
  const error = wrong ? say(fieldErrors['required-choice'], { label: words.field }) : undefined;
  return ownPage({
    own,
    title: words.title,
    lead: words.lead,
    wrong,
    children: (
      <>
        <ErrorSummary mistakes={error ? [{ at: 'f-mails', message: error }] : []} />
        <Text>{on ? words.on : words.off}</Text>
        <Form action={`${homeOf(own)}/reminders`} submit={words.submit} back={{ href: homeOf(own), label: familyWords.back }}>
          <RadioGroup
            name="mails"
            label={words.field}
            required
            hint={words.anyTime}
            error={error}
            options={[
              { value: 'yes', label: words.receive },
              { value: 'no', label: words.refuse },
            ]}
          />
        </Form>
      </>
    ),
  });
}
