import type { CaseView, RelativeOf } from '#lib/cases';
import type { LetterRequest } from '#lib/families';
import type { Filled } from '#lib/forms';
import { choices, consoleWords, familyLetter as words, say } from '#lib/texts';
import { DateField, ErrorSummary, Form, Moment, Narrow, PageHead, RadioGroup, Text, page } from '#lib/web';
import type { Wrong } from './letter.form.js';

interface RequestPage {
  readonly view: CaseView;
  readonly request: LetterRequest;
  readonly relative: RelativeOf;
  readonly wrong?: Wrong;
  readonly filled?: Filled;
}

/** How and when it was seen that it is she; before it, what the letter does. */
export function requestPage({ view, request, relative, wrong = {}, filled = {} }: RequestPage) {
  const mistakes = Object.entries(wrong).map(([field, message]) => ({ at: `f-${field}`, message }));
  const relation = (choices.relation as Readonly<Record<string, string>>)[relative.relation] ?? relative.relation;
  const ways = Object.entries(words.ways).map(([way, label]) => ({ value: way, label }));
  const texts = words.confirm;
  const body = (
    <Narrow>
      <PageHead
        above={say(consoleWords.case.title, { caseNo: view.head.caseNo })}
        title={texts.title}
        lead={say(texts.lead, { name: relative.name, relation })}
      />
      <ErrorSummary mistakes={mistakes} />
      {texts.about.map((line) => (
        <Text>{line}</Text>
      ))}
      <Text tone="small">
        {texts.askedAt} <Moment at={request.askedAt} />
      </Text>
      <Form
        action={`/cases/${view.head.id}/letter-requests/${request.id}`}
        submit={texts.submit}
        back={{ href: '/account', label: texts.back }}
      >
        <RadioGroup name="how" label={words.how} required options={ways} value={filled['how'] as string | undefined} error={wrong.how} />
        <DateField name="on" label={words.on} required value={filled['on'] as string | undefined} error={wrong.on} />
      </Form>
    </Narrow>
  );
  return page(texts.title, body, mistakes.length ? { wrong: true } : {});
}
