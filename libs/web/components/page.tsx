import type { ComponentChildren } from 'preact';
import { say, web } from '#lib/texts';
import { ButtonForm } from './form.js';
import { Link } from './text.js';

/** What stands around every page of an app for this reader. */
export interface Frame {
  readonly product: string;
  readonly home?: string;
  readonly person?:
    | {
        readonly name: string;
        readonly organisation?: string | undefined;
        /** The person's own page about signing in. */
        readonly account?: string;
        readonly signOut: string;
      }
    | undefined;
  readonly nav?: readonly { readonly href: string; readonly label: string; readonly here?: boolean }[];
  /** The training clock, where one runs: the moment it shows and the page that sets it. */
  readonly clock?: { readonly now: string; readonly href?: string | undefined } | undefined;
  readonly helpLines?: readonly HelpLine[];
}
export interface HelpLine {
  readonly name: string;
  /** Null where the number differs by place or could not be confirmed; `note` then says where it is found. */
  readonly phone: string | null;
  readonly hours?: string | null | undefined;
  readonly note?: string | null | undefined;
}

interface PageProps extends Frame {
  readonly title: string;
  readonly assets: { readonly style: string; readonly script?: string | undefined };
  /** The page shows a form with mistakes: its title says so first. */
  readonly wrong?: boolean;
  /** A letter: on paper nothing stands around it. */
  readonly paper?: boolean;
  readonly children: ComponentChildren;
}

const width = 'mx-auto w-full max-w-[72rem] px-4 sm:px-6';

const Clock = ({ now, href }: NonNullable<Frame['clock']>) => (
  <div class="border-b border-solid-gray-300 bg-solid-gray-50 print:hidden">
    <p class={`${width} flex flex-wrap gap-x-4 py-1.5 text-dns-14N-130`}>
      {say(web.clock, { now })}
      {href ? <Link href={href}>{web.setClock}</Link> : null}
    </p>
  </div>
);

function Header({ product, home = '/', person, nav = [], clock, paper }: Frame & { readonly paper?: boolean }) {
  return (
    <header class={paper ? 'border-b border-solid-gray-300 print:hidden' : 'border-b border-solid-gray-300'}>
      {clock ? <Clock {...clock} /> : null}
      <div class={`${width} flex flex-wrap items-center justify-between gap-x-8 gap-y-1 py-3`}>
        <a href={home} class="py-1 text-std-18B-160 text-solid-gray-900 no-underline hover:underline">
          {product}
        </a>
        <p class="hidden border border-black px-2 print:block">{web.restricted}</p>
        {person ? (
          <div class="flex flex-wrap items-center gap-x-4 text-dns-16N-130">
            <span>
              {person.organisation ? <span class="text-solid-gray-700">{person.organisation} </span> : null}
              {person.name}
            </span>
            {person.account ? (
              <Link href={person.account} inline={false}>
                {web.account}
              </Link>
            ) : null}
            <ButtonForm action={person.signOut} weight="quiet">
              {web.signOut}
            </ButtonForm>
          </div>
        ) : null}
      </div>
      {nav.length ? (
        <nav aria-label={web.navigation} class={`${width} print:hidden`}>
          <ul class="flex flex-wrap gap-x-6">
            {nav.map(({ href, label, here }) => (
              <li>
                <a
                  href={href}
                  class={`inline-flex min-h-11 items-center border-b-4 no-underline hover:underline ${here ? 'border-blue-1000 font-bold text-blue-1000' : 'border-transparent text-solid-gray-800'}`}
                  {...(here ? { 'aria-current': 'page' as const } : {})}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </header>
  );
}

/** Where to turn for help, at the foot of every page of an app that has such numbers. */
const Footer = ({ helpLines = [], paper }: Frame & { readonly paper?: boolean }) =>
  helpLines.length === 0 ? null : (
    <footer class={`mt-16 border-t border-solid-gray-300 bg-solid-gray-50${paper ? ' print:hidden' : ''}`}>
      <div class={`${width} grid grid-cols-1 gap-3 py-8`}>
        <h2 class="text-std-16B-170">{web.helpLines}</h2>
        <ul class="grid grid-cols-1 gap-x-10 gap-y-4 sm:grid-cols-2">
          {helpLines.map(({ name, phone, hours, note }) => (
            <li>
              {name}{' '}
              {phone ? (
                <span class="whitespace-nowrap">
                  <Link href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</Link>
                </span>
              ) : null}
              {hours ? <span class="block text-dns-14N-130 text-solid-gray-700">{hours}</span> : null}
              {note ? <span class="block text-dns-14N-130 text-solid-gray-700">{note}</span> : null}
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );

/** A whole HTML page. */
export function Page(props: PageProps) {
  const { title, assets, wrong, children } = props;
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{`${wrong ? `${web.error}：` : ''}${title} | ${props.product}`}</title>
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="data:," />
        {assets.script ? <script src={assets.script} defer /> : null}
      </head>
      <body class="flex min-h-dvh flex-col">
        <a href="#main" class="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-10 focus:bg-white focus:p-3">
          {web.skip}
        </a>
        <Header {...props} />
        <main
          id="main"
          tabIndex={-1}
          class={`${width} grid grow grid-cols-1 content-start gap-10 pt-8 sm:pt-10${props.paper ? ' print:pt-0' : ''}`}
        >
          {children}
        </main>
        <Footer {...props} />
      </body>
    </html>
  );
}
