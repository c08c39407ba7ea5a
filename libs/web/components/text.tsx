import type { ComponentChildren } from 'preact';

type Inside = { readonly children?: ComponentChildren };

const sizes = {
  1: 'text-std-24B-150 sm:text-std-32B-150',
  2: 'text-std-20B-150 sm:text-std-24B-150',
  3: 'text-std-18B-160',
  4: 'text-std-16B-170',
} as const;
export type Level = keyof typeof sizes;

/** A heading. `level` follows the outline of the page, one h1 a page. */
export function Heading({ level = 2, id, children }: Inside & { readonly level?: Level; readonly id?: string }) {
  const Tag = `h${level}` as const;
  return (
    <Tag id={id} class={`${sizes[level]} text-solid-gray-900`}>
      {children}
    </Tag>
  );
}

/** A paragraph; `lead` opens a page, `small` is for remarks. Line breaks in text from people are kept. */
export function Text({ tone = 'body', children }: Inside & { readonly tone?: 'body' | 'lead' | 'small' }) {
  const tones = { body: 'text-std-16N-170', lead: 'text-std-18N-160', small: 'text-dns-16N-130 text-solid-gray-700' } as const;
  return <p class={`${tones[tone]} max-w-[42em] whitespace-pre-line`}>{children}</p>;
}

const linkLook = 'text-blue-1000 underline underline-offset-[3px] hover:text-blue-1200 hover:decoration-[3px] active:text-orange-800';

/** A link. `inline` false gives it the height of a finger, for links that stand alone; `apart` opens it beside this page, which stays. */
export function Link({
  href,
  inline = true,
  here,
  apart,
  children,
}: Inside & { readonly href: string; readonly inline?: boolean; readonly here?: boolean; readonly apart?: boolean }) {
  return (
    <a
      href={href}
      class={inline ? linkLook : `${linkLook} inline-flex min-h-11 items-center`}
      {...(here ? { 'aria-current': 'page' } : {})}
      {...(apart ? { target: '_blank', rel: 'noopener' } : {})}
    >
      {children}
    </a>
  );
}

export function List({ items, ordered = false }: { readonly items: readonly ComponentChildren[]; readonly ordered?: boolean }) {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag class={`${ordered ? 'list-decimal' : 'list-disc'} max-w-[42em] space-y-2 pl-6`}>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </Tag>
  );
}

/** Words only a screen reader says. */
export const Unseen = ({ children }: Inside) => <span class="sr-only">{children}</span>;
