import type { ComponentChildren } from 'preact';
import { say, web } from '#lib/texts';

type Tone = 'info' | 'warning' | 'error';

const looks: Readonly<Record<Tone, string>> = {
  info: 'border-blue-1000',
  warning: 'border-yellow-700',
  error: 'border-red-900',
};

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: string;
  /** Said at once by a screen reader: for the outcome of what was just done. */
  readonly live?: boolean;
  readonly children?: ComponentChildren;
}

/** Something the reader should know before going on. The tone is said in words, not by colour alone. */
export const Notice = ({ tone = 'info', title, live, children }: NoticeProps) => (
  <div
    class={`grid grid-cols-1 gap-2 rounded-8 border-2 border-l-8 p-4 sm:p-5 ${looks[tone]}`}
    {...(live ? { role: tone === 'error' ? 'alert' : 'status' } : {})}
  >
    <p class="text-std-17B-170">{title ? (tone === 'info' ? title : `${web[tone]}：${title}`) : web[tone]}</p>
    {children ? <div class="max-w-[42em] whitespace-pre-line">{children}</div> : null}
  </div>
);

const tags = {
  plain: 'border-solid-gray-600 text-solid-gray-800',
  here: 'border-blue-1000 bg-blue-1000 text-white',
  done: 'border-blue-1000 text-blue-1000',
  late: 'border-red-900 text-red-900',
} as const;

/** A state in one word. */
export const Tag = ({ kind = 'plain', children }: { readonly kind?: keyof typeof tags; readonly children: ComponentChildren }) => (
  <span class={`inline-block rounded-4 border px-2 py-0.5 text-dns-14B-130 whitespace-nowrap ${tags[kind]}`}>{children}</span>
);

/** Where a rule stands, small, behind what it grounds. */
export const Source = ({ children }: { readonly children: ComponentChildren }) => (
  <small class="block text-dns-14N-130 text-solid-gray-600">
    {typeof children === 'string' ? say(web.source, { source: children }) : children}
  </small>
);
