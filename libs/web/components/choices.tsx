import type { ComponentChildren } from 'preact';
import { web } from '#lib/texts';
import { boxLook, control, type FieldProps, Group, idOf, Labelled, Ticked } from './field.js';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
}
interface OneOf extends FieldProps {
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  /** Words for nothing chosen, where that says something: in a filter, everything. */
  readonly none?: string;
}
interface SomeOf extends FieldProps {
  readonly options: readonly Option[];
  readonly value?: readonly string[] | undefined;
}

export function Select(props: OneOf) {
  const { options, value = '', none = web.noneChosen } = props;
  return (
    <Labelled {...props}>
      <select {...control(props)} class={`${boxLook(props.error)} min-h-12 pr-12`}>
        <option value="" selected={!options.some((option) => option.value === value)}>
          {none}
        </option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

const dotLook = 'mt-2.5 size-6 shrink-0 accent-blue-1000';

interface DotsProps {
  readonly type: 'radio' | 'checkbox';
  readonly field: FieldProps;
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
}
function Dots({ type, field, options, chosen }: DotsProps) {
  const id = idOf(field);
  return (
    <div class="grid grid-cols-1 gap-1">
      {options.map((option, at) => {
        const own = at === 0 ? id : `${id}-${at}`;
        return (
          <div class="flex max-w-[42em] items-start gap-3">
            <input
              type={type}
              id={own}
              name={field.name}
              value={option.value}
              checked={chosen.includes(option.value)}
              class={dotLook}
              {...(field.error ? { 'aria-invalid': true } : {})}
              {...(type === 'radio' && field.required ? { required: true } : {})}
              {...(option.hint ? { 'aria-describedby': `${own}-what` } : {})}
            />
            <div class="py-2.5">
              <label for={own} class="text-std-16N-170">
                {option.label}
              </label>
              {option.hint ? (
                <div id={`${own}-what`} class="text-dns-16N-130 text-solid-gray-700">
                  {option.hint}
                </div>
              ) : null}
            </div>
          </div>
        );
      })}
      {options.length === 0 ? (
        <p id={id} tabIndex={-1} class="text-solid-gray-700">
          {web.noOptions}
        </p>
      ) : null}
    </div>
  );
}

export const RadioGroup = (props: OneOf) => (
  <Group {...props}>
    <Dots type="radio" field={props} options={props.options} chosen={props.value ? [props.value] : []} />
  </Group>
);

export const CheckboxGroup = (props: SomeOf) => (
  <Group {...props}>
    <Dots type="checkbox" field={props} options={props.options} chosen={props.value ?? []} />
  </Group>
);

/** One statement to tick; handed in as `yes`. */
export const Tick = (props: FieldProps & { readonly ticked?: boolean }) => (
  <Ticked {...props}>
    <input {...control(props)} type="checkbox" value="yes" checked={props.ticked ?? false} class={dotLook} />
  </Ticked>
);
