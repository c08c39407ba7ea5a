import { type LimitView, type RuleId, ruleIds, rules } from '#lib/deadlines';
import { consoleWords, deadlines as texts, say } from '#lib/texts';
import { DateField, Deadline, ErrorSummary, Form, MonthField, Narrow, PageHead, Section, Select, Text, page } from '#lib/web';
import type { AskedLimit, Wrong } from './limits.form.js';

const words = consoleWords.limits;

interface LimitsPage {
  readonly asked: AskedLimit;
  readonly limit?: LimitView;
  readonly wrong?: Wrong;
}

export function limitsPage({ asked, limit, wrong = {} }: LimitsPage) {
  const mistakes = Object.entries(wrong).map(([field, message]) => ({ at: `f-${field}`, message }));
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={mistakes} />
      {limit ? <Result limit={limit} /> : null}
      <Form action="/limits" submit={words.submit}>
        <Select name="rule" label={words.rule} required options={options} value={asked.rule} error={wrong.rule} />
        <DateField name="on" label={words.on} hint={words.onHint} value={asked.on} error={wrong.on} />
        <MonthField name="month" label={words.month} hint={words.monthHint} value={asked.month} error={wrong.month} />
      </Form>
    </Narrow>
  );
  return page(words.title, body, mistakes.length ? { wrong: true } : {});
}

const ruleOf = (id: RuleId) => rules.find((rule) => rule.id === id)!;
const options = ruleIds.map((id) => ({
  value: id,
  label: say(words.takesMonth, { name: texts.rules[id], from: texts.countsFrom[ruleOf(id).countsFrom] }),
}));

function Result({ limit: { rule, firstCountedOn, strict, safe, ext142, working } }: { limit: LimitView }) {
  const { threeDates, kind } = ruleOf(rule);
  return (
    <Section title={words.result}>
      <Deadline
        title={texts.rules[rule]}
        dates={[
          { label: texts.dates.strict, on: strict },
          ...(threeDates
            ? [
                { label: texts.dates.safe, on: safe },
                { label: texts.dates.ext142, on: ext142 },
              ]
            : []),
          ...(firstCountedOn ? [{ label: texts.dates.firstCounted, on: firstCountedOn }] : []),
        ]}
        working={working}
      >
        <Text tone="small">{say(consoleWords.dates.kind, { kind: texts.kinds[kind] })}</Text>
      </Deadline>
      <Text tone="small">{words.passed}</Text>
    </Section>
  );
}
