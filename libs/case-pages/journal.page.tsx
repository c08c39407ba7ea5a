import type { ComponentChildren } from 'preact';
import { type Filter, offices } from '#lib/journal';
import { journalWords as words, say, wareki } from '#lib/texts';
import {
  DateField,
  EmptyState,
  FilterBar,
  Link,
  Lines,
  Moment,
  More,
  PageHead,
  Pagination,
  ScreenOnly,
  Select,
  Stack,
  Table,
  Text,
  page,
} from '#lib/web';
import { atOnce } from './journal.filter.js';
import type { JournalShown } from './journal.load.js';
import { forWhomIn, groundIn, whatIn, whoIn } from './journal.words.js';

interface JournalPage {
  readonly shown: JournalShown;
  /** Where the page is. */
  readonly at: string;
  readonly above: ComponentChildren;
  readonly title: string;
  readonly lead: string;
  /** The committee's own room: what was opened there is called by its name. */
  readonly room?: boolean;
  /** Further ways out, e.g. the export. */
  readonly more?: readonly ComponentChildren[];
}

/** Who did and read what: narrowed by kind, office or person, and days; to be printed as it stands. */
export function journalPage({ shown, at, above, title, lead, room = false, more = [] }: JournalPage) {
  const { entries, names, organisations, older, filter } = shown;
  const from = ({ organisationId }: (typeof entries)[number]) =>
    (organisationId === null ? undefined : organisations.get(organisationId)) ?? words.none;
  const columns = [words.at, words.who, words.from, words.ground, words.what].map((head) => ({ head }));
  const body = (
    <>
      <PageHead above={above} title={title} lead={lead} />
      <ScreenOnly>
        <Stack>
          {isActive(filter) ? (
            <Filters shown={shown} at={at} room={room} />
          ) : (
            <More label={words.narrow}>
              <Filters shown={shown} at={at} room={room} />
            </More>
          )}
          <Lines
            items={[
              ...(older === undefined
                ? []
                : [<Link href={addressOf(at, filter, { size: 'all' })}>{say(words.whole, { count: atOnce })}</Link>]),
              ...more,
            ]}
          />
        </Stack>
      </ScreenOnly>
      {isActive(filter) ? <Text tone="small">{rangeOf(shown)}</Text> : null}
      {entries.length === 0 ? (
        <EmptyState title={words.empty} />
      ) : (
        <Table
          caption={title}
          captionUnseen
          columns={columns}
          rows={entries.map((entry) => [
            <Moment at={new Date(entry.at)} />,
            whoIn(entry, names),
            from(entry),
            groundIn(entry),
            whatIn(entry, room) + forWhomIn(entry, shown.relatives),
          ])}
        />
      )}
      <Pagination next={older === undefined ? undefined : addressOf(at, filter, { before: String(older) })} />
      {filter.before !== undefined ? <Link href={addressOf(at, filter)}>{words.newest}</Link> : null}
    </>
  );
  return page(title, body);
}

const isActive = ({ kind, office, personId, since, until }: Filter): boolean => Boolean(kind ?? office ?? personId ?? since ?? until);

function addressOf(at: string, { kind, office, personId, since, until }: Filter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  for (const [name, value] of Object.entries({ kind, office: office ?? personId, since, until }))
    if (value !== undefined) query.set(name, value);
  return query.size === 0 ? at : `${at}?${query.toString()}`;
}

/** What paper says of the filter. */
function rangeOf({ filter: { kind, office, personId, since, until }, people, names }: JournalShown): string {
  const person = people.find((one) => one.personId === personId);
  const parts = [
    kind ? words.filter.kinds[kind] : undefined,
    office ? words.offices[office] : person ? whoIn(person, names) : undefined,
    since ? say(words.filter.from, { on: wareki(since) }) : undefined,
    until ? say(words.filter.to, { on: wareki(until) }) : undefined,
  ].filter((part) => part !== undefined);
  return say(words.filter.shown, { what: parts.length ? parts.join(words.filter.between) : words.filter.everybody });
}

function Filters({
  shown: { filter, people, names },
  at,
  room,
}: {
  readonly shown: JournalShown;
  readonly at: string;
  readonly room: boolean;
}) {
  const persons = people.filter(({ personId }) => names.has(personId)).map((one) => ({ value: one.personId, label: whoIn(one, names) }));
  return (
    <FilterBar action={at} active={isActive(filter)}>
      <Select
        name="kind"
        label={words.filter.kind}
        value={filter.kind}
        none={words.filter.kinds.all}
        options={(['reads', 'acts'] as const).map((kind) => ({ value: kind, label: words.filter.kinds[kind] }))}
      />
      <Select
        name="office"
        label={words.filter.office}
        value={filter.office ?? filter.personId}
        none={words.filter.everybody}
        options={[...(room ? [] : offices.map((office) => ({ value: office, label: words.offices[office] }))), ...persons]}
      />
      <DateField name="since" label={words.filter.since} value={filter.since} />
      <DateField name="until" label={words.filter.until} value={filter.until} />
    </FilterBar>
  );
}
