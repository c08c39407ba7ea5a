import type { ComponentChildren } from 'preact';
import { familyWords as words } from '#lib/texts';
import { Link, Narrow, Notice, PageHead, page } from '#lib/web';
import { homeOf } from './own-form.js';
import type { OwnCase } from './own-case.js';
import { actingFor } from './stands.js';

interface OwnPage {
  readonly own: OwnCase;
  readonly title: string;
  readonly lead?: string | undefined;
  /** The page the reader came from, where that is not the first one. */
  readonly from?: { readonly href: string; readonly label: string };
  readonly wrong?: boolean;
  /** The form comes back although nothing was wrong with it. */
  readonly status?: number | undefined;
  readonly children: ComponentChildren;
}

/** Whom the reader stands for: at the top of every page of a representative. */
export function ActingFor({ own }: Pick<OwnPage, 'own'>) {
  const line = actingFor(own);
  return line === undefined ? null : <Notice title={line} />;
}

/** A page of a relative: one column, the way back above and below. */
export function ownPage({ own, title, lead, from, wrong = false, status, children }: OwnPage) {
  const back = from ?? { href: homeOf(own), label: words.toHome };
  const body = (
    <Narrow>
      <ActingFor own={own} />
      <PageHead title={title} lead={lead} above={<Link href={back.href}>{back.label}</Link>} />
      {children}
    </Narrow>
  );
  return page(title, body, { wrong, ...(status === undefined ? {} : { status }) });
}
