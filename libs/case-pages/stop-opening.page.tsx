import { StopOpening } from '#lib/break-glass';
import { type FieldError, type Filled } from '#lib/forms';
import { breakGlassWords } from '#lib/texts';
import { Fields, Form, Link, Mistakes, Narrow, PageHead, page } from '#lib/web';

const words = breakGlassWords.stop;

/** Where the head, or who keeps the committee's room, stops an opening before it opens; what that means stands above the button. */
export function stopOpeningPage({
  at,
  back,
  errors,
  filled = {},
}: {
  /** Where the form goes. */
  readonly at: string;
  readonly back: string;
  readonly errors?: readonly FieldError[];
  readonly filled?: Filled;
}) {
  const body = (
    <Narrow>
      <PageHead above={<Link href={back}>{words.back}</Link>} title={words.title} lead={words.lead} />
      <Mistakes of={StopOpening} errors={errors} />
      <Form action={at} submit={words.submit} back={{ href: back, label: words.back }}>
        <Fields of={StopOpening} values={filled} errors={errors} />
      </Form>
    </Narrow>
  );
  return page(words.title, body, errors ? { wrong: true } : {});
}
