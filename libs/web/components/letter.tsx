import type { ComponentChildren } from 'preact';

/** What is close together on paper, so that a letter is one sheet: lines, lists and tables of terms. The size of the letters stays. */
const onPaper =
  'print:gap-4 print:border-0 print:p-0 print:[&_:is(p,ol,ul)]:max-w-none print:[&_:is(p,li,dt,dd)]:leading-[1.5] print:[&_:is(h1,h2)]:leading-[1.3] print:[&_h1]:text-std-24B-150 print:[&_h2]:text-std-16B-170 print:[&_dl>div]:grid-cols-[9rem_minmax(0,1fr)] print:[&_dl>div]:py-1 print:[&_li]:mb-0.5 print:[&>div.grid]:gap-2';

interface LetterProps {
  readonly to: string;
  readonly day: string;
  readonly from: string;
  readonly children: ComponentChildren;
}

/** A letter as it will be printed, headed as letters are: a sheet on the screen, nothing but its words on one sheet of A4. */
export const Letter = ({ to, day, from, children }: LetterProps) => (
  <article class={`grid max-w-[46rem] grid-cols-1 gap-8 rounded-8 border border-solid-gray-420 p-4 sm:p-10 ${onPaper}`}>
    <div class="flex flex-wrap justify-between gap-x-8 gap-y-2">
      <p>{to}</p>
      <p class="ml-auto text-right">
        {day}
        <br />
        {from}
      </p>
    </div>
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
