import type { TokenHere } from '#lib/administration';
import { type ListFilter, type ListedCase, stateNames } from '#lib/cases';
import type { RuleId } from '#lib/deadlines';
import type { PlainDate } from '#lib/kernel';
import { consoleWords, deadlines, procedure, say, tokenWords, wareki } from '#lib/texts';
import {
  ButtonLink,
  Day,
  EmptyState,
  FilterBar,
  Lines,
  Link,
  More,
  Notice,
  PageHead,
  Pagination,
  Row,
  ScreenOnly,
  Select,
  Stack,
  Table,
  Tag,
  Text,
  TextField,
  Tick,
  Unbroken,
  page,
} from '#lib/web';
import { distance } from '../words.js';
import { addressOf } from './list.query.js';

const words = consoleWords.list;

interface ListPage {
  readonly items: readonly ListedCase[];
  readonly next: string | null;
  readonly filter: ListFilter;
  readonly rules: ReadonlyMap<string, RuleId>;
  readonly today: PlainDate;
  /** For readers outside the founder: where a case stands, and nothing from which a child could be told. */
  readonly outline: boolean;
  readonly mayReport: boolean;
  /** Prepared for this role, and taken over by nobody yet. */
  readonly tokens: readonly TokenHere[];
}

/** What is late, what is next: the first column answers it. No name of a pupil, no manner, no place. */
export function listPage(list: ListPage) {
  const { items, next, filter, outline, mayReport } = list;
  const lead = outline ? words.outline : filter.sort === 'reported' ? words.leadReported : words.lead;
  const body = (
    <>
      <PageHead title={words.title} lead={lead} />
      <ScreenOnly>
        <Stack>
          <Waiting tokens={list.tokens} />
          {mayReport ? (
            <Row>
              <ButtonLink href="/cases/report">{words.report}</ButtonLink>
            </Row>
          ) : null}
          {isActive(filter) ? (
            <Filters {...list} />
          ) : (
            <More label={words.narrow}>
              <Filters {...list} />
            </More>
          )}
          {outline ? null : <Sorting filter={filter} />}
        </Stack>
      </ScreenOnly>
      {items.length === 0 ? <Nothing filter={filter} /> : outline ? <Outline {...list} /> : <Cases {...list} />}
      <Pagination next={next ? addressOf({ ...filter, after: next }) : undefined} />
      {filter.after ? <Link href={addressOf({ ...filter, after: undefined })}>{words.fromStart}</Link> : null}
    </>
  );
  return page(words.title, body);
}

const Waiting = ({ tokens }: Pick<ListPage, 'tokens'>) =>
  tokens.length === 0 ? null : (
    <Notice title={tokenWords.waiting.title}>
      <Lines
        items={tokens.map(({ id, label }) => (
          <Link href={`/tokens/${id}/take`}>{say(tokenWords.waiting.take, { label })}</Link>
        ))}
      />
    </Notice>
  );

const isActive = ({ state, late, caseNo }: ListFilter): boolean => Boolean(state || late || caseNo);

/** Also as an input method writes it; a name does not fit. */
const caseNoTyped = '\\s*[A-Za-z0-9Ａ-Ｚａ-ｚ０-９_\\-－]{1,20}\\s*';

const Filters = ({ filter, outline }: ListPage) => (
  <FilterBar action="/cases" active={isActive(filter)}>
    {filter.sort === 'reported' && !outline ? <input type="hidden" name="sort" value="reported" /> : null}
    <Select
      name="state"
      label={words.state}
      none={words.anyState}
      options={stateNames.map((state) => ({ value: state, label: procedure.states[state].name }))}
      value={filter.state}
    />
    <TextField
      name="caseNo"
      label={words.caseNo}
      value={filter.caseNo}
      autocomplete="off"
      pattern={caseNoTyped}
      format={words.caseNoFormat}
    />
    {outline ? null : <Tick name="late" label={words.lateOnly} ticked={filter.late ?? false} />}
  </FilterBar>
);

function Sorting({ filter }: Pick<ListPage, 'filter'>) {
  const reported = filter.sort === 'reported';
  const to = (sort: string) => addressOf({ ...filter, sort, after: undefined });
  return (
    <Row>
      <span>{words.sort}</span>
      {reported ? (
        <Link href={to('due')} inline={false}>
          {words.sortDue}
        </Link>
      ) : (
        <span>{words.sortDue}</span>
      )}
      {reported ? (
        <span>{words.sortReported}</span>
      ) : (
        <Link href={to('reported')} inline={false}>
          {words.sortReported}
        </Link>
      )}
    </Row>
  );
}

const number = ({ id, caseNo }: ListedCase) => (
  <Unbroken>
    <Link href={`/cases/${id}`}>{caseNo}</Link>
  </Unbroken>
);
const state = (listed: ListedCase) => procedure.states[listed.state].name;
const edition = (listed: ListedCase) => <Unbroken>{consoleWords.editions[listed.edition]}</Unbroken>;
const since = ({ stateSince }: ListedCase) => <Day on={stateSince} />;

const Standing = ({ listed }: { listed: ListedCase }) => (
  <>
    <Unbroken>{state(listed)}</Unbroken>
    <Text tone="small">{say(consoleWords.case.since, { on: wareki(listed.stateSince) })}</Text>
  </>
);

const Cases = ({ items, rules, today }: ListPage) => (
  <Table
    caption={words.title}
    captionUnseen
    columns={[words.due, words.caseNo, words.state, words.school, words.edition].map((head) => ({ head }))}
    rows={items.map((listed) => [
      <Due listed={listed} rule={rules.get(listed.id)} today={today} />,
      number(listed),
      <Standing listed={listed} />,
      listed.school,
      edition(listed),
    ])}
  />
);

const Outline = ({ items }: ListPage) => (
  <Table
    caption={words.title}
    captionUnseen
    columns={[words.state, words.caseNo, words.since, words.founder, words.edition].map((head) => ({ head }))}
    rows={items.map((listed) => [state(listed), number(listed), since(listed), listed.founder, edition(listed)])}
  />
);

function Due({ listed: { nextDueOn, late }, rule, today }: { listed: ListedCase; rule: RuleId | undefined; today: PlainDate }) {
  if (nextDueOn === null) return <Text tone="small">{words.noDue}</Text>;
  return (
    <Stack gap="tight">
      {rule ? <span>{deadlines.rules[rule]}</span> : null}
      <Row>
        <Tag kind={late ? 'late' : 'plain'}>{distance(words, nextDueOn, today)}</Tag>
        <Text tone="small">
          <Day on={nextDueOn} />
        </Text>
      </Row>
    </Stack>
  );
}

const Nothing = ({ filter }: Pick<ListPage, 'filter'>) =>
  isActive(filter) || filter.after ? (
    <EmptyState title={words.emptyFilteredTitle}>{words.emptyFiltered}</EmptyState>
  ) : (
    <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
  );

/** The administrator sees no case content, and is told so plainly. */
export const administratorPage = () =>
  page(
    words.title,
    <>
      <PageHead title={words.title} />
      <Notice title={words.administratorTitle}>{words.administrator}</Notice>
    </>,
  );
