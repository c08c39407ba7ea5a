import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { newId } from '#lib/kernel';
import { say, web } from '#lib/texts';
import { Button, type Weight } from './button.js';
import { FormTokenOfPage, formTokenName } from './form-token.js';
import { Link } from './text.js';

interface FormProps {
  readonly action: string;
  /** Words of the button. Left out where the children bring their own. */
  readonly submit?: string;
  readonly weight?: Weight;
  /** The version of the record the page shows; a later change is then not overwritten. */
  readonly version?: number | undefined;
  readonly hidden?: Readonly<Record<string, string | number>> | undefined;
  /** A way back without doing anything. */
  readonly back?: { readonly href: string; readonly label: string };
  readonly children?: ComponentChildren;
}

/** What every form carries beside its answers: the token of the session it was drawn for, a fresh idempotency key, the version seen. */
export function Carried({ version, hidden = {} }: Pick<FormProps, 'version' | 'hidden'>) {
  const token = useContext(FormTokenOfPage)();
  const carried = {
    ...(token === undefined ? {} : { [formTokenName]: token }),
    idempotencyKey: newId(),
    ...(version === undefined ? {} : { version }),
    ...hidden,
  };
  return (
    <>
      {Object.entries(carried).map(([name, value]) => (
        <input type="hidden" name={name} value={String(value)} />
      ))}
    </>
  );
}

/** A form that is posted. Each rendering carries a fresh idempotency key, so that sending it twice acts once. */
export function Form({ action, submit, weight = 'primary', version, hidden, back, children }: FormProps) {
  return (
    <form method="post" action={action} noValidate class="grid grid-cols-1 gap-8" data-once>
      <Carried version={version} hidden={hidden} />
      {children}
      {submit || back ? (
        <div class="flex flex-wrap items-center gap-x-6 gap-y-3">
          {submit ? <Button weight={weight}>{submit}</Button> : null}
          {back ? <Link href={back.href}>{back.label}</Link> : null}
        </div>
      ) : null}
    </form>
  );
}

/** A form of one button, for a deed that needs no answers: a step, signing out. */
export const ButtonForm = ({ action, weight = 'secondary', version, hidden, children }: Omit<FormProps, 'submit' | 'back'>) => (
  <form method="post" action={action} class="contents" data-once>
    <Carried version={version} hidden={hidden} />
    <Button weight={weight}>{children}</Button>
  </form>
);

export interface Mistake {
  /** The id of the control. */
  readonly at: string;
  readonly message: string;
}

/** All mistakes of a form, above it, each a link to its field. The reader starts here. */
export function ErrorSummary({ mistakes }: { readonly mistakes: readonly Mistake[] }) {
  if (mistakes.length === 0) return null;
  return (
    <div role="alert" tabIndex={-1} autofocus class="grid grid-cols-1 gap-3 rounded-8 border-2 border-red-900 p-4 sm:p-6">
      <h2 class="text-std-18B-160 text-red-900">{say(web.summaryTitle, { count: mistakes.length })}</h2>
      <ul class="list-disc space-y-1 pl-6">
        {mistakes.map(({ at, message }) => (
          <li>
            <Link href={`#${at}`}>{message}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
