import type { ComponentChildren } from 'preact';
import { wareki } from '#lib/texts';

/** A day in both calendars; breaks between them, never inside one. */
export const Day = ({ on }: { readonly on: string }) => (
  <time dateTime={on}>
    <span class="whitespace-nowrap">{wareki(on)}</span>
    <wbr />
    <span class="whitespace-nowrap">（{on}）</span>
  </time>
);

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });

/** An instant as day and hour in Tokyo. */
export function Moment({ at }: { readonly at: Date }) {
  const [on = '', hour = ''] = clock.format(at).split(' ');
  return (
    <time dateTime={at.toISOString()}>
      <span class="whitespace-nowrap">{wareki(on)}</span>
      <wbr />
      <span class="whitespace-nowrap">（{on}）</span> {hour}
    </time>
  );
}

export interface Entry {
  readonly term: ComponentChildren;
  readonly value: ComponentChildren;
}

/** What is known, as term and value; side by side where there is room. */
export const DescriptionList = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <dl class="divide-y divide-solid-gray-200 border-y border-solid-gray-200">
    {entries.map(({ term, value }) => (
      <div class="grid grid-cols-1 gap-x-6 gap-y-1 py-3 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <dt class="font-bold">{term}</dt>
        <dd class="min-w-0 whitespace-pre-line">{value}</dd>
      </div>
    ))}
  </dl>
);

export interface Column {
  readonly head: string;
  /** Numbers stand at the right. */
  readonly number?: boolean;
}
interface TableProps {
  readonly caption: string;
  /** Whether the caption is only for screen readers, where a heading just above says the same. */
  readonly captionUnseen?: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly ComponentChildren[])[];
}

/**
 * A list that answers its question in the first column. On a phone each row becomes a block with the heads as labels, so the page never scrolls sideways;
 * the roles say again what `display: block` would take away.
 */
export const Table = ({ caption, captionUnseen, columns, rows }: TableProps) => (
  <table role="table" class="block w-full text-left sm:table print:table">
    <caption class={captionUnseen ? 'sr-only' : 'block pb-2 text-left text-std-16B-170 sm:table-caption'}>{caption}</caption>
    <thead role="rowgroup" class="sr-only sm:not-sr-only sm:table-header-group print:table-header-group">
      <tr role="row" class="border-b border-solid-gray-600 bg-solid-gray-50">
        {columns.map(({ head, number }) => (
          <th role="columnheader" scope="col" class={`px-3 py-2.5 align-bottom text-std-16B-170 ${number ? 'sm:text-right' : ''}`}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup" class="block border-t border-solid-gray-420 sm:table-row-group sm:border-t-0 print:table-row-group">
      {rows.map((cells) => (
        <tr role="row" class="block border-b border-solid-gray-420 py-3 sm:table-row sm:border-solid-gray-200 sm:py-0 print:table-row">
          {cells.map((cell, at) => {
            const Cell = at === 0 ? 'th' : 'td';
            const { head = '', number } = columns[at] ?? {};
            return (
              <Cell
                role={at === 0 ? 'rowheader' : 'cell'}
                {...(at === 0 ? { scope: 'row' as const } : {})}
                class={`${at === 0 ? 'block font-bold' : 'grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3'} py-1 sm:table-cell sm:px-3 sm:py-3 sm:align-top print:table-cell ${number ? 'sm:text-right' : ''}`}
              >
                {at === 0 ? null : (
                  <span aria-hidden="true" class="text-solid-gray-700 sm:hidden print:hidden">
                    {head}
                  </span>
                )}
                <div class="min-w-0">{cell}</div>
              </Cell>
            );
          })}
        </tr>
      ))}
    </tbody>
  </table>
);

/** Nothing is here, and why that is so or what would bring something. */
export const EmptyState = ({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) => (
  <div class="grid grid-cols-1 gap-2 border-y border-solid-gray-200 py-8">
    <p class="text-std-17B-170">{title}</p>
    {children ? <div class="max-w-[42em] text-solid-gray-700">{children}</div> : null}
  </div>
);
