import type { ComponentChildren } from 'preact';
import { web } from '#lib/texts';
import { Day } from './data.js';
import { More } from './layout.js';
import { Source, Tag } from './notice.js';
import { Heading, type Level, List } from './text.js';

interface DeadlineProps {
  readonly title: string;
  readonly level?: Level;
  /** The first is the one that counts; the others are smaller. */
  readonly dates: readonly { readonly label: string; readonly on: string; readonly note?: string }[];
  readonly tag?: { readonly kind: 'plain' | 'here' | 'done' | 'late'; readonly label: string };
  /** How the dates were found, each sentence with the rule it rests on. */
  readonly working?: readonly { readonly text: string; readonly source?: string }[];
  readonly children?: ComponentChildren;
}

/** A limit with its dates and, when asked for, the working. */
export const Deadline = ({ title, level = 3, dates, tag, working = [], children }: DeadlineProps) => (
  <article class="grid grid-cols-1 gap-3 border-t border-solid-gray-420 pt-4">
    <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Heading level={level}>{title}</Heading>
      {tag ? <Tag kind={tag.kind}>{tag.label}</Tag> : null}
    </div>
    <dl class="grid grid-cols-1 gap-x-8 gap-y-2 sm:flex sm:flex-wrap">
      {dates.map(({ label, on, note }, at) => (
        <div>
          <dt class="text-dns-14N-130 text-solid-gray-700">{label}</dt>
          <dd class={at === 0 ? 'font-bold' : ''}>
            <Day on={on} />
            {note ? <span class="block text-dns-14N-130 font-normal text-solid-gray-700">{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
    {children}
    {working.length ? (
      <More label={web.working}>
        <List
          ordered
          items={working.map(({ text, source }) => (
            <>
              {text}
              {source ? <Source>{source}</Source> : null}
            </>
          ))}
        />
      </More>
    ) : null}
  </article>
);

export interface Happening {
  readonly on: string;
  readonly title: ComponentChildren;
  readonly by?: string | undefined;
  readonly note?: ComponentChildren;
}

/** What happened, newest first or last as given. */
export const Timeline = ({ happenings }: { readonly happenings: readonly Happening[] }) => (
  <ol class="divide-y divide-solid-gray-200 border-y border-solid-gray-200">
    {happenings.map(({ on, title, by, note }) => (
      <li class="grid grid-cols-1 gap-x-6 py-3 sm:grid-cols-[15.5rem_minmax(0,1fr)]">
        <span class="text-solid-gray-700">
          <Day on={on} />
        </span>
        <div class="min-w-0">
          <span>{title}</span>
          {by ? <span class="block text-dns-14N-130 text-solid-gray-700">{by}</span> : null}
          {note ? <div class="text-dns-16N-130 whitespace-pre-line text-solid-gray-700">{note}</div> : null}
        </div>
      </li>
    ))}
  </ol>
);
