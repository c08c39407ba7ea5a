import type { ComponentChildren } from 'preact';

/** A number or short code that is not broken between lines. */
export const Unbroken = ({ children }: { readonly children: ComponentChildren }) => <span class="whitespace-nowrap">{children}</span>;
