import type { ComponentChildren } from 'preact';

/** A letter as it will be printed: a sheet on the screen, nothing but its words on paper. */
export const Letter = ({ children }: { readonly children: ComponentChildren }) => (
  <article class="grid max-w-[46rem] grid-cols-1 gap-8 rounded-8 border border-solid-gray-420 p-4 sm:p-10 print:gap-5 print:border-0 print:p-0">
    {children}
  </article>
);

/** A code to be read aloud or typed: large, every sign apart from the next, never broken inside a group. */
export const Code = ({ children }: { readonly children: string }) => (
  <span class="font-mono text-std-20B-150 tracking-widest text-solid-gray-900 sm:text-std-24B-150">
    {children.split('-').map((group, at) => (
      <>
        {at > 0 ? '-' : ''}
        {at > 0 ? <wbr /> : null}
        <span class="whitespace-nowrap">{group}</span>
      </>
    ))}
  </span>
);
