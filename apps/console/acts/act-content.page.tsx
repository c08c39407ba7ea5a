import { type ActDone, type CaseView, actForms } from '#lib/cases';
import { type Field, fieldsOf } from '#lib/forms';
import { isPlainDate } from '#lib/kernel';
import { acts, consoleWords, representativeLetter, say, warekiMonth } from '#lib/texts';
import { Day, DescriptionList, Link, List, Moment, Narrow, PageHead, Text, choiceOf, labelOf, page } from '#lib/web';
import { roleName } from '../words.js';
import { actInWords, relativeOptions } from './act-options.js';

const words = consoleWords.content;

/** One act as it was entered, read only. Acts of the committee's room are not found from here. */
export function actContentPage(view: CaseView, act: ActDone, person: string | undefined) {
  const { head } = view;
  const at = `/cases/${head.id}`;
  const fields = fieldsOf(actForms[act.name]).filter(({ name }) => name !== 'occurredOn');
  const { title } = acts[act.name];
  const body = (
    <Narrow>
      <PageHead above={<Link href={at}>{say(consoleWords.case.title, { caseNo: head.caseNo })}</Link>} title={title} />
      <DescriptionList
        entries={[
          { term: words.occurredOn, value: <Day on={act.occurredOn} /> },
          { term: words.enteredAt, value: <Moment at={act.enteredAt} /> },
          { term: words.by, value: say(words.byOne, { name: person ?? words.unnamed, role: roleName(act.role) }) },
          ...(act.role === 'representative' ? [{ term: representativeLetter.forWhom, value: inWhoseName(act, view) }] : []),
          ...fields.map((field) => ({ term: labelOf(field), value: <Value field={field} value={act.data[field.name]} view={view} /> })),
        ]}
      />
      <Link href={at}>{words.back}</Link>
    </Narrow>
  );
  return page(title, body);
}

const inWhoseName = ({ data }: ActDone, view: CaseView): string =>
  relativeOptions(view).find(({ value }) => value === data['relative'])?.label ?? words.unnamed;

function Value({ field, value, view }: { field: Field; value: unknown; view: CaseView }) {
  if (value === undefined || value === null || value === '') return <Text tone="small">{words.empty}</Text>;
  switch (field.kind) {
    case 'day':
      return isPlainDate(value) ? <Day on={value} /> : <>{String(value)}</>;
    case 'month':
      return <>{warekiMonth(String(value))}</>;
    case 'moment':
      return <Moment at={new Date(String(value))} />;
    case 'yes':
    case 'flag':
      return <>{value === true ? words.yes : words.no}</>;
    case 'choice':
      return <>{choiceOf(field, String(value))}</>;
    case 'choices':
      return <List items={many(value).map((one) => choiceOf(field, one))} />;
    case 'relative':
    case 'relatives':
      return <List items={many(value).map((id) => relativeOptions(view).find((one) => one.value === id)?.label ?? words.unnamed)} />;
    case 'ref':
      return <Referred id={String(value)} view={view} />;
    default:
      return <>{String(value)}</>;
  }
}

const many = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

function Referred({ id, view: { head, history } }: { id: string; view: CaseView }) {
  const found = history.entries.find((entry): entry is ActDone => entry.kind === 'act' && entry.id === id);
  return found ? <Link href={`/cases/${head.id}/acts/${found.name}/${found.id}`}>{actInWords(found)}</Link> : <>{words.empty}</>;
}
