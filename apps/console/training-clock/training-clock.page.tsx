import { consoleWords } from '#lib/texts';
import {
  ButtonForm,
  DateTimeField,
  DescriptionList,
  ErrorSummary,
  Form,
  Moment,
  Narrow,
  Notice,
  PageHead,
  Row,
  Section,
  Text,
  page,
} from '#lib/web';
import { leaps } from './training-clock.form.js';

const words = consoleWords.clock;
const at = '/training-clock';

interface TrainingClockPage {
  readonly now: Date;
  readonly done?: boolean;
  readonly typed?: string;
  readonly wrong?: string | undefined;
}

export function trainingClockPage({ now, done, typed = '', wrong }: TrainingClockPage) {
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={wrong ? [{ at: 'f-to', message: wrong }] : []} />
      {done ? <Notice title={words.set} live /> : null}
      <DescriptionList entries={[{ term: words.now, value: <Moment at={now} /> }]} />
      <Section title={words.ahead}>
        <Row>
          {leaps.map((ahead) => (
            <ButtonForm action={at} hidden={{ ahead }}>
              {words[ahead]}
            </ButtonForm>
          ))}
        </Row>
        <Text tone="small">{words.leaps}</Text>
      </Section>
      <Section title={words.exactly}>
        <Form action={at} submit={words.submit} weight="secondary">
          <DateTimeField name="to" label={words.to} required hint={words.toHint} value={typed} error={wrong} />
        </Form>
      </Section>
    </Narrow>
  );
  return page(words.title, body, wrong ? { wrong: true } : {});
}

/** Why the clock was not set, in words; undefined for a refusal this form knows nothing of. */
export const mistakeFor = (code: string): string | undefined =>
  code === 'clock-backwards' ? words.backwards : code === 'clock-too-far' ? words.tooFar : undefined;
