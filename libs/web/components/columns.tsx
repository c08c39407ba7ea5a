import type { ComponentChildren } from 'preact';

/** Short links or words below each other, in two columns where there is room. */
export const Columns = ({ items }: { readonly items: readonly ComponentChildren[] }) => (
  <ul class="grid grid-cols-1 gap-x-8 sm:grid-cols-2">
    {items.map((item) => (
      <li class="min-w-0">{item}</li>
    ))}
  </ul>
);
