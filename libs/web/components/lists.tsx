import type { ComponentChildren } from 'preact';
import { web } from '#lib/texts';
import { Button } from './button.js';
import { Link } from './text.js';

/** Backwards and forwards through a list; by key, so there are no page numbers. */
export function Pagination({ previous, next }: { readonly previous?: string | undefined; readonly next?: string | undefined }) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={web.pages} class="flex justify-between gap-4 print:hidden">
      <span>
        {previous ? (
          <Link href={previous} inline={false}>
            {web.previous}
          </Link>
        ) : null}
      </span>
      <span>
        {next ? (
          <Link href={next} inline={false}>
            {web.next}
          </Link>
        ) : null}
      </span>
    </nav>
  );
}

interface FilterBarProps {
  readonly action: string;
  /** Whether a filter is set: then there is a way to clear it. */
  readonly active?: boolean;
  readonly children: ComponentChildren;
}

/** Fields that narrow a list; a GET form, so the address can be kept: choices, days and codes with a pattern, never words. */
export const FilterBar = ({ action, active, children }: FilterBarProps) => (
  <form
    method="get"
    action={action}
    role="search"
    aria-label={web.filters}
    class="grid grid-cols-1 gap-4 rounded-8 bg-solid-gray-50 p-4 print:hidden"
  >
    <div class="flex flex-col gap-x-6 gap-y-4 sm:flex-row sm:flex-wrap sm:items-end">{children}</div>
    <div class="flex flex-wrap items-center gap-x-6 gap-y-3">
      <Button weight="secondary">{web.filter}</Button>
      {active ? <Link href={action}>{web.clearFilter}</Link> : null}
    </div>
  </form>
);
