import type { Organisation } from '#lib/accounts';
import { ReportCase } from '#lib/cases';
import { type FieldError, type Filled, fieldsOf } from '#lib/forms';
import { consoleWords } from '#lib/texts';
import {
  DescriptionList,
  Fields,
  Form,
  Mistakes,
  Narrow,
  Notice,
  PageHead,
  RadioGroup,
  Select,
  hintOf,
  labelOf,
  messageOf,
  page,
  statusOf,
} from '#lib/web';

const words = consoleWords.report;
const school = fieldsOf(ReportCase).find(({ name }) => name === 'schoolId')!;
/** More schools than these are easier to find in a list that opens. */
const radios = 6;

interface ReportPage {
  readonly schools: readonly Organisation[];
  /** A school reports for itself. */
  readonly own: boolean;
  readonly errors?: readonly FieldError[];
  readonly filled?: Filled;
  readonly key?: string | undefined;
  /** The same form was handed in before with other answers: that report stands. */
  readonly reused?: boolean;
}

export function reportPage(form: ReportPage) {
  const { errors = [], filled = {}, key, own, reused = false } = form;
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} />
      {reused ? (
        <Notice tone="error" title={consoleWords.act.reusedTitle} live>
          {consoleWords.act.reused}
        </Notice>
      ) : null}
      <Mistakes of={ReportCase} errors={errors} />
      <Form
        action="/cases/report"
        submit={words.submit}
        hidden={key ? { idempotencyKey: key } : {}}
        back={{ href: '/cases', label: words.back }}
      >
        {own ? <DescriptionList entries={form.schools.map(({ name }) => ({ term: words.own, value: name }))} /> : <Schools {...form} />}
        <Fields of={ReportCase} values={filled} errors={errors} without={['schoolId']} />
      </Form>
    </Narrow>
  );
  return page(
    words.title,
    body,
    errors.length || reused ? { wrong: true, status: statusOf(reused ? 'idempotency-key-reused' : 'bad-input') } : {},
  );
}

function Schools({ schools, errors = [], filled = {} }: ReportPage) {
  const error = errors.find(({ field }) => field === school.name);
  const Control = schools.length <= radios ? RadioGroup : Select;
  const value = filled[school.name];
  return (
    <Control
      name={school.name}
      label={labelOf(school)}
      hint={hintOf(school)}
      required
      options={schools.map(({ id, name }) => ({ value: id, label: name }))}
      value={typeof value === 'string' ? value : undefined}
      error={error ? messageOf({ ...school, kind: 'choice' }, error) : undefined}
    />
  );
}
