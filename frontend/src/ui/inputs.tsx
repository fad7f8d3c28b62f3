/** A label above, a hint, the browser's own control, its error below it, where the eye is. */
import { IconChevronDown } from '@tabler/icons-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import css from './inputs.module.css';

interface FieldProps {
  label?: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  /** A star beside the label of what must be filled in, unless the form tells it otherwise. */
  withAsterisk?: boolean;
  /** Of the whole field, not of its control. */
  className?: string;
}

export type Control<T extends 'input' | 'select' | 'textarea'> = FieldProps &
  Omit<ComponentProps<T>, keyof FieldProps>;

interface Attributes {
  id: string;
  required: boolean | undefined;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

type FrameProps = FieldProps & {
  id?: string | undefined;
  required?: boolean | undefined;
  children: (attributes: Attributes) => ReactNode;
};

export function Frame({ id, required, children, ...props }: FrameProps) {
  const { label, description, error, withAsterisk = true, className } = props;
  const own = useId();
  const control = id ?? own;
  const about = [description && `${control}-hint`, error && `${control}-error`].filter(Boolean).join(' ');
  return (
    <div className={[css.field, className].filter(Boolean).join(' ')}>
      {label && (
        <label className={css.label} htmlFor={control}>
          {label}
          {required && withAsterisk && (
            <span className={css.star} aria-hidden>
              {' *'}
            </span>
          )}
        </label>
      )}
      {description && (
        <span className={css.hint} id={`${control}-hint`}>
          {description}
        </span>
      )}
      {children({
        id: control,
        required,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': about || undefined,
      })}
      {error && (
        <span className={css.error} id={`${control}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

/** What the frame shows, apart from what the control takes. */
export function parted<P extends FieldProps & { id?: string | undefined; required?: boolean | undefined }>(
  props: P,
) {
  const { label, description, error, withAsterisk, className, id, required, ...control } = props;
  const frame = { label, description, error, id, required };
  return {
    frame: { ...frame, ...(withAsterisk === false && { withAsterisk }), ...(className && { className }) },
    control,
  };
}

export interface TextFieldProps extends Control<'input'> {
  /** What the number counts, inside the field at its end. */
  unit?: string | undefined;
}

export function TextField({ unit, ...props }: TextFieldProps) {
  const { frame, control } = parted(props);
  return (
    <Frame {...frame}>
      {(attributes) => {
        const input = <input type="text" className={css.text} {...control} {...attributes} />;
        if (unit === undefined) return input;
        return (
          <span className={css.inside}>
            {input}
            <span className={css.unit}>{unit}</span>
          </span>
        );
      }}
    </Frame>
  );
}

export function DateField(props: Omit<Control<'input'>, 'type'>) {
  return <TextField {...props} type="date" />;
}

export function AreaField({ rows = 3, ...props }: Control<'textarea'>) {
  const { frame, control } = parted(props);
  return (
    <Frame {...frame}>
      {(attributes) => <textarea rows={rows} className={css.area} {...control} {...attributes} />}
    </Frame>
  );
}

export interface SelectItem {
  value: string;
  label: string;
  disabled?: boolean;
}
export interface SelectGroup {
  group: string;
  items: readonly SelectItem[];
}

export interface SelectFieldProps extends Omit<Control<'select'>, 'children'> {
  data: readonly (SelectItem | SelectGroup)[];
}

export function SelectField({ data, ...props }: SelectFieldProps) {
  const { frame, control } = parted(props);
  return (
    <Frame {...frame}>
      {(attributes) => (
        <span className={css.inside}>
          <select className={css.select} {...control} {...attributes}>
            {data.map((one) =>
              'group' in one ? (
                <optgroup key={one.group} label={one.group}>
                  {one.items.map(option)}
                </optgroup>
              ) : (
                option(one)
              ),
            )}
          </select>
          <IconChevronDown className={css.chevron} size={18} stroke={1.75} aria-hidden />
        </span>
      )}
    </Frame>
  );
}

function option({ label, ...rest }: SelectItem) {
  return (
    <option key={rest.value} {...rest}>
      {label}
    </option>
  );
}
