import { say, web } from '#lib/texts';
import { Day } from './data.js';
import { Link, Unseen } from './text.js';

export interface Stop {
  readonly label: string;
  readonly state: 'done' | 'here' | 'ahead';
  /** The day it was reached. */
  readonly on?: string | undefined;
  readonly note?: string | undefined;
  readonly href?: string | undefined;
}
interface RailProps {
  readonly stops: readonly Stop[];
  /** Procedures that run beside the main one. */
  readonly tracks?: readonly Stop[];
  readonly title?: string;
}

const dots = {
  done: 'border-blue-1000 bg-blue-1000',
  here: 'border-[5px] border-blue-1000 bg-white',
  ahead: 'border-solid-gray-420 bg-white',
} as const;
const words = { done: 'text-solid-gray-800', here: 'font-bold text-blue-1000', ahead: 'text-solid-gray-600' } as const;
const said = { done: web.done, here: web.here, ahead: web.ahead } as const;

function Line({ stop, last, joined }: { stop: Stop; last: boolean; joined: boolean }) {
  const { label, state, on, note, href } = stop;
  return (
    <li class="relative pb-5 pl-8 last:pb-0" {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}>
      {joined && !last ? (
        <span
          class={`absolute top-3 bottom-[-0.75rem] left-[0.5625rem] w-0.5 ${state === 'done' ? 'bg-blue-1000' : 'bg-solid-gray-300'}`}
          aria-hidden="true"
        />
      ) : null}
      <span class={`absolute top-1.5 left-0.5 size-4 rounded-full border-2 ${dots[state]}`} aria-hidden="true" />
      <span class={words[state]}>{href ? <Link href={href}>{label}</Link> : label}</span>
      <Unseen>（{said[state]}）</Unseen>
      {on ? (
        <span class="block text-dns-14N-130 text-solid-gray-600">
          <Day on={on} />
        </span>
      ) : null}
      {note ? <span class="block text-dns-14N-130 text-solid-gray-600">{note}</span> : null}
    </li>
  );
}

const Whole = ({ stops, tracks = [] }: RailProps) => (
  <>
    <ol>
      {stops.map((stop, at) => (
        <Line stop={stop} last={at === stops.length - 1} joined />
      ))}
    </ol>
    {tracks.length ? (
      <div class="mt-6 grid grid-cols-1 gap-3 border-t border-solid-gray-300 pt-4">
        <h2 class="text-std-18B-160 text-solid-gray-900">{web.tracks}</h2>
        <ul>
          {tracks.map((stop, at) => (
            <Line stop={stop} last={at === tracks.length - 1} joined={false} />
          ))}
        </ul>
      </div>
    ) : null}
  </>
);

/** Where a case stands: done with dates, here, ahead; what runs beside it below. On a phone one line that opens. */
export function Rail(props: RailProps) {
  const { stops, title = web.where } = props;
  const at = stops.findIndex(({ state }) => state === 'here');
  const here = stops[at];
  const line = here ? say(web.whereAt, { label: here.label, at: at + 1, of: stops.length }) : title;
  return (
    <nav aria-label={title}>
      <details class="rounded-8 border border-solid-gray-420 lg:hidden print:hidden">
        <summary class="px-4 py-3 font-bold text-blue-1000">{line}</summary>
        <div class="px-4 pt-2 pb-4">
          <Whole {...props} />
        </div>
      </details>
      <div class="hidden lg:sticky lg:top-6 lg:block print:static print:block print:columns-2">
        <Whole {...props} />
      </div>
    </nav>
  );
}

/** Steps of a task on several pages, in one line. */
export const Steps = ({ stops, title }: { readonly stops: readonly Stop[]; readonly title: string }) => (
  <nav aria-label={title}>
    <ol class="flex flex-wrap gap-x-6 gap-y-2 border-b border-solid-gray-300">
      {stops.map(({ label, state, href }, at) => (
        <li
          class={`pb-2 ${state === 'here' ? 'border-b-4 border-blue-1000 ' : ''}${words[state]}`}
          {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}
        >
          {at + 1}. {href && state === 'done' ? <Link href={href}>{label}</Link> : label}
          <Unseen>（{said[state]}）</Unseen>
        </li>
      ))}
    </ol>
  </nav>
);
