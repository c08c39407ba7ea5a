import { oidc as words } from '#lib/texts';
import { Link, PageHead, page } from '#lib/web';
import type { OidcProblem } from './provider.js';

/** Why the account of the office did not lead in, as far as the reader can do something about it, and the way back. */
export function oidcRefusedPage(why: OidcProblem) {
  const text = words.problems[why === 'code-not-taken' ? 'not-asked' : why];
  const body = (
    <>
      <PageHead title={words.title} lead={text} />
      <Link href="/sign-in" inline={false}>
        {words.back}
      </Link>
    </>
  );
  return page(words.title, body, { status: why === 'unreachable' ? 409 : 403, wrong: true });
}
