import type { ComponentChildren } from 'preact';
import { Heading, type Level, Text } from './text.js';

type Inside = { readonly children?: ComponentChildren };

/** Things one below the other, with the same room between them. */
export const Stack = ({ children, gap = 'normal' }: Inside & { readonly gap?: 'tight' | 'normal' | 'wide' }) => (
  <div class={{ tight: 'grid grid-cols-1 gap-2', normal: 'grid grid-cols-1 gap-6', wide: 'grid grid-cols-1 gap-12' }[gap]}>{children}</div>
);

/** A part of the page under its own heading. `quiet` draws a frame around it, for the things beside the main one. */
export function Section({
  title,
  level = 2,
  id,
  quiet,
  children,
}: Inside & { title: ComponentChildren; level?: Level; id?: string; quiet?: boolean }) {
  return (
    <section
      class={quiet ? 'grid grid-cols-1 gap-4 rounded-8 border border-solid-gray-420 p-4 sm:p-6' : 'grid grid-cols-1 gap-4'}
      {...(id ? { 'aria-labelledby': id } : {})}
    >
      <Heading level={level} {...(id ? { id } : {})}>
        {title}
      </Heading>
      {children}
    </section>
  );
}

/** The heart of the page with something at its side; on a phone the side comes first, one below the other. */
export const Beside = ({ side, children }: Inside & { readonly side: ComponentChildren }) => (
  <div class="grid grid-cols-1 gap-8 lg:grid-cols-[17rem_minmax(0,1fr)] lg:gap-16 print:block">
    <div class="min-w-0 print:mb-6">{side}</div>
    <div class="grid min-w-0 grid-cols-1 content-start gap-12">{children}</div>
  </div>
);

/** One column no wider than a line is read: for families, and for forms. */
export const Narrow = ({ children }: Inside) => <div class="grid max-w-[46rem] grid-cols-1 gap-10">{children}</div>;

/** Short things side by side where there is room. */
export const Row = ({ children }: Inside) => <div class="flex flex-wrap items-center gap-x-4 gap-y-3">{children}</div>;

/** The one thing on the page that asks to be done. */
export const Panel = ({ children }: Inside) => (
  <div class="grid grid-cols-1 gap-4 border-l-4 border-blue-1000 bg-solid-gray-50 p-4 sm:p-6">{children}</div>
);

/** The same list of things, divided by lines. */
export const Lines = ({ items }: { readonly items: readonly ComponentChildren[] }) => (
  <ul class="divide-y divide-solid-gray-200 border-y border-solid-gray-200">
    {items.map((item) => (
      <li class="py-3">{item}</li>
    ))}
  </ul>
);

/** More of the same, shown when asked for. */
export const More = ({ label, children }: Inside & { readonly label: ComponentChildren }) => (
  <details>
    <summary class="w-fit py-2 text-blue-1000 underline underline-offset-[3px] hover:decoration-[3px]">{label}</summary>
    <div class="mt-2 grid grid-cols-1 gap-3 border-l-2 border-solid-gray-200 pl-4">{children}</div>
  </details>
);

/** The head of a page: what it is, its state in a word, and one sentence. */
export const PageHead = ({
  title,
  above,
  tags,
  lead,
}: {
  title: ComponentChildren;
  above?: ComponentChildren;
  tags?: ComponentChildren;
  lead?: ComponentChildren;
}) => (
  <div class="grid grid-cols-1 gap-3">
    {above ? <div class="text-dns-16N-130 text-solid-gray-700">{above}</div> : null}
    <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Heading level={1}>{title}</Heading>
      {tags}
    </div>
    {lead ? <Text tone="lead">{lead}</Text> : null}
  </div>
);
