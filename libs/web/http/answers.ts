import type { ComponentChild } from 'preact';

interface PageOptions {
  /** 200, or 422 where a form comes back with mistakes. */
  readonly status?: number;
  /** The page shows a form with mistakes. */
  readonly wrong?: boolean;
  /** A letter: on paper nothing stands around it. */
  readonly paper?: boolean;
}

/** A page as a controller returns it; the frame is put around it by the app. */
export class PageAnswer {
  constructor(
    readonly title: string,
    readonly body: ComponentChild,
    readonly options: PageOptions = {},
  ) {}
}

export class RedirectAnswer {
  constructor(readonly to: string) {}
}

/** A file that is made while it is fetched. Its name and type say nothing of a case. */
export class FileAnswer {
  constructor(
    readonly name: string,
    readonly type: string,
    readonly pieces: AsyncIterable<string>,
  ) {}
}

/** What a controller returns for a download: the pieces are asked for one by one as they are taken, and no further once nobody takes them. */
export const file = (name: string, type: string, pieces: AsyncIterable<string>): FileAnswer => new FileAnswer(name, type, pieces);

/** What a controller returns to show a page: its title, its body, and `{ wrong: true }` for a form with mistakes. */
export const page = (title: string, body: ComponentChild, options?: PageOptions): PageAnswer => new PageAnswer(title, body, options);

/** Sends the browser to another site, as to the provider of an office. Never to an address somebody sent us. */
export const leave = (to: URL): RedirectAnswer => new RedirectAnswer(to.href);

/** What a controller returns after something was done (303). Only to a path of the same app. */
export function redirect(to: string): RedirectAnswer {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(to)) throw new RangeError('a redirect leads to a path of this app');
  return new RedirectAnswer(to);
}
