/** Boxes to tick and choices in sight; fields that stand beside or above each other. */
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import css from './fields.module.css';
import frame from './inputs.module.css';

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
}

export function CheckField({ label, hint, ...rest }: CheckProps) {
  return (
    <label className={css.check}>
      <input type="checkbox" {...rest} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}

export interface Option<T extends string> {
  value: T;
  label: ReactNode;
  icon?: ReactNode;
}

interface GroupProps<T extends string> {
  legend: string;
  hint?: ReactNode;
  options: Option<T>[];
  disabled?: boolean;
}

interface ChoiceProps<T extends string> extends GroupProps<T> {
  value: T | null;
  onChange: (value: T) => void;
  error?: ReactNode;
  id?: string;
}

/** One among a few, all in sight. */
export function ChoiceField<T extends string>({
  legend,
  hint,
  options,
  disabled,
  value,
  onChange,
  error,
  id,
}: ChoiceProps<T>) {
  const name = useId();
  const about = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={css.choice} disabled={disabled} aria-describedby={about || undefined}>
      <legend className={frame.label}>{legend}</legend>
      {hint && (
        <span className={frame.hint} id={`${name}-hint`}>
          {hint}
        </span>
      )}
      <div className={css.options}>
        {options.map((option, i) => (
          <label className={css.option} key={option.value}>
            <input
              type="radio"
              id={i === 0 ? id : undefined}
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.icon}
              {option.label}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <span id={`${name}-error`} className={frame.error}>
          {error}
        </span>
      )}
    </fieldset>
  );
}

interface ManyProps<T extends string> extends GroupProps<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
}

/** Several among a few. */
export function ManyField<T extends string>(props: ManyProps<T>) {
  const { legend, hint, options, disabled, values, onChange } = props;
  const id = useId();
  return (
    <fieldset className={css.choice} disabled={disabled} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className={frame.label}>{legend}</legend>
      {hint && (
        <span className={frame.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <div className={css.options}>
        {options.map((option) => (
          <label className={css.option} key={option.value}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? [...values, option.value]
                    : values.filter((value) => value !== option.value),
                )
              }
            />
            <span>
              {option.icon}
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={frame.row}>{children}</div>;
}

export function FieldStack({ children }: { children: ReactNode }) {
  return <div className={css.stack}>{children}</div>;
}
