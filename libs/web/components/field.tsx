import type { ComponentChildren } from 'preact';
import { web } from '#lib/texts';

export interface FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  /** Says 必須 or 任意; neither where nothing is said, as in filters. */
  readonly required?: boolean | undefined;
  readonly hint?: ComponentChildren;
  /** The sentence that says what is wrong; the field is marked by it. */
  readonly error?: string | undefined;
  /** The id of the control, where the name is not unique on the page. */
  readonly id?: string | undefined;
}

export const idOf = ({ name, id }: Pick<FieldProps, 'name' | 'id'>): string => id ?? `f-${name}`;

/** Attributes every control carries: name, id and what describes it. */
export function control(props: FieldProps) {
  const id = idOf(props);
  const described = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    name: props.name,
    required: props.required ?? false,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(props.error ? { 'aria-invalid': true } : {}),
  } as const;
}

/** The look of a box to type in. */
export const boxLook = (error: unknown): string =>
  `block max-w-full rounded-8 border bg-white px-4 py-2.5 text-std-16N-170 text-solid-gray-800 hover:border-black ${
    error ? 'border-2 border-red-900' : 'border-solid-gray-600'
  }`;

const Mark = ({ required }: { readonly required: boolean | undefined }) =>
  required === undefined ? null : (
    <span class={`ml-2 text-dns-16N-130 ${required ? 'text-red-900' : 'text-solid-gray-600'}`}>
      {required ? web.required : web.optional}
    </span>
  );

const Hint = ({ id, children }: { id: string; children: ComponentChildren }) => (
  <div id={`${id}-hint`} class="max-w-[42em] text-dns-16N-130 text-solid-gray-700">
    {children}
  </div>
);

const Wrong = ({ id, children }: { id: string; children: ComponentChildren }) => (
  <p id={`${id}-error`} class="max-w-[42em] text-dns-16N-130 text-red-900">
    {children}
  </p>
);

const look = 'grid grid-cols-1 justify-items-start gap-2';

/** Label above, mark, hint, control, error under it. */
export function Labelled({ children, ...props }: FieldProps & { readonly children: ComponentChildren }) {
  const id = idOf(props);
  return (
    <div class={look}>
      <label for={id} class="text-std-17B-170">
        {props.label}
        <Mark required={props.required} />
      </label>
      {props.hint ? <Hint id={id}>{props.hint}</Hint> : null}
      {children}
      {props.error ? <Wrong id={id}>{props.error}</Wrong> : null}
    </div>
  );
}

/** The same for several controls that answer one question. */
export function Group({ children, ...props }: FieldProps & { readonly children: ComponentChildren }) {
  const id = idOf(props);
  const { 'aria-describedby': described } = control(props);
  return (
    <fieldset class="min-w-0" {...(described ? { 'aria-describedby': described } : {})}>
      <legend class="text-std-17B-170">
        {props.label}
        <Mark required={props.required} />
      </legend>
      <div class={`mt-2 ${look}`}>
        {props.hint ? <Hint id={id}>{props.hint}</Hint> : null}
        {children}
        {props.error ? <Wrong id={id}>{props.error}</Wrong> : null}
      </div>
    </fieldset>
  );
}

/** A statement to tick, with its mark at its side. */
export function Ticked({ children, ...props }: FieldProps & { readonly children: ComponentChildren }) {
  const id = idOf(props);
  return (
    <div class={look}>
      <div class="flex max-w-[42em] items-start gap-3">
        {children}
        <label for={id} class="py-2.5 text-std-16N-170">
          {props.label}
          {props.required ? <Mark required /> : null}
        </label>
      </div>
      {props.hint ? <Hint id={id}>{props.hint}</Hint> : null}
      {props.error ? <Wrong id={id}>{props.error}</Wrong> : null}
    </div>
  );
}
