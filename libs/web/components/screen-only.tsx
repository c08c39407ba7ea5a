import type { ComponentChildren } from 'preact';

/** What is of no use on paper. */
export const ScreenOnly = ({ children }: { readonly children: ComponentChildren }) => <div class="contents print:hidden">{children}</div>;
