import { say, web } from '#lib/texts';
import { boxLook, control, type FieldProps, Labelled } from './field.js';

export interface InputProps extends FieldProps {
  readonly value?: string | undefined;
  readonly max?: number | undefined;
  readonly autocomplete?: string | undefined;
  /** What a code is made of; the browser hands in nothing else, and says `format`. */
  readonly pattern?: string | undefined;
  readonly format?: string | undefined;
}

type Wanted = {
  readonly type: 'text' | 'date' | 'datetime-local' | 'month' | 'email' | 'tel' | 'password';
  readonly width: string;
  readonly inputMode?: 'numeric';
};

/** Kinds whose length the browser can hold; the others have their own bounds. */
const typed: readonly string[] = ['email', 'tel'];

const field = ({ type, width, inputMode }: Wanted) =>
  function Input(props: InputProps) {
    const { value, max, autocomplete, pattern, format } = props;
    return (
      <Labelled {...props}>
        <input
          {...control(props)}
          type={type}
          value={value ?? ''}
          class={`${boxLook(props.error)} ${width} min-h-12`}
          {...(inputMode ? { inputMode } : {})}
          {...(max !== undefined && typed.includes(type) ? { maxLength: max } : {})}
          {...(autocomplete ? { autocomplete } : {})}
          {...(pattern ? { pattern, title: format } : {})}
        />
      </Labelled>
    );
  };

const wide = 'w-full sm:max-w-[32rem]';
export const TextField = field({ type: 'text', width: wide });
export const DateField = field({ type: 'date', width: 'w-56' });
export const DateTimeField = field({ type: 'datetime-local', width: 'w-72' });
export const MonthField = field({ type: 'month', width: 'w-56' });
export const NumberField = field({ type: 'text', width: 'w-32', inputMode: 'numeric' });
export const EmailField = field({ type: 'email', width: wide });
export const PhoneField = field({ type: 'tel', width: 'w-full sm:max-w-72' });
/** Never filled again. */
export const PasswordField = field({ type: 'password', width: wide });

export function TextArea(props: InputProps & { readonly rows?: number }) {
  const { value, max, rows = 5 } = props;
  const hint = props.hint ?? (max !== undefined && max >= 1000 ? say(web.characters, { max: max.toLocaleString('ja-JP') }) : undefined);
  const all = { ...props, hint };
  return (
    <Labelled {...all}>
      <textarea {...control(all)} rows={rows} class={`${boxLook(props.error)} w-full sm:max-w-[42rem]`}>
        {value ?? ''}
      </textarea>
    </Labelled>
  );
}
