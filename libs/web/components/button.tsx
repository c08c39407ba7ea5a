import type { ComponentChildren } from 'preact';

export type Weight = 'primary' | 'secondary' | 'quiet';

const frame = 'inline-flex min-h-12 max-w-full items-center justify-center rounded-8 underline-offset-[3px] print:hidden';
const box = `${frame} px-5 py-2 text-center text-dns-16B-130 border no-underline hover:underline`;
const looks: Readonly<Record<Weight, string>> = {
  primary: `${box} border-transparent bg-blue-1000 text-white hover:bg-blue-1200`,
  secondary: `${box} border-blue-1000 bg-white text-blue-1000 hover:bg-blue-50`,
  quiet: `${frame} text-left text-dns-16N-130 text-blue-1000 underline hover:text-blue-1200 hover:decoration-[3px]`,
};

interface ButtonProps {
  readonly weight?: Weight;
  readonly children: ComponentChildren;
  /** Hands in a name and value with the form, where a form has two ways on. */
  readonly name?: string;
  readonly value?: string;
}

/** A submit button. One primary button a form. */
export const Button = ({ weight = 'primary', name, value, children }: ButtonProps) => (
  <button type="submit" name={name} value={value} class={looks[weight]}>
    {children}
  </button>
);

/** A link that looks like a button, to a page on which something is done. */
export const ButtonLink = ({ href, weight = 'secondary', children }: { href: string; weight?: Weight; children: ComponentChildren }) => (
  <a href={href} class={looks[weight]}>
    {children}
  </a>
);
