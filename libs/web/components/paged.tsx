import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { Pagination } from './lists.js';

/** What the address of the page being drawn asks for; nothing where a component is drawn without a request. */
export const QueryOfPage = createContext(new URLSearchParams());

interface PagedProps<Item> {
  readonly items: readonly Item[];
  /** Address of the page the list stands on. */
  readonly at: string;
  /** Tells this list from others on its page; the number of its page stands in the address under it. */
  readonly name: string;
  readonly size?: number;
  readonly children: (shown: readonly Item[]) => ComponentChildren;
}

/** A list that may grow without end, a page of it at a time, so that what is drawn never grows with it. Pages are counted from the first item on. */
export function Paged<Item>({ items, at, name, size = 50, children }: PagedProps<Item>) {
  const said = useContext(QueryOfPage).get(name) ?? '';
  const last = Math.max(1, Math.ceil(items.length / size));
  if (last === 1) return <>{children(items)}</>;
  const here = /^[1-9]\d{0,5}$/.test(said) ? Math.min(Number(said), last) : 1;
  const to = (page: number): string | undefined => (page < 1 || page > last ? undefined : `${at}?${name}=${page}#${name}`);
  return (
    <div id={name} class="grid grid-cols-1 gap-4">
      {children(items.slice((here - 1) * size, here * size))}
      <Pagination previous={to(here - 1)} next={to(here + 1)} />
    </div>
  );
}
