/** The values of a form and what is wrong with them; a field that is written in again is no longer wrong. */
import { type ChangeEvent, useState } from 'react';

type Errors = Record<string, string>;

export function useFields<V extends object>(initial: V) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const set = <K extends keyof V>(name: K, value: V[K]) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => without(before, String(name)));
  };
  /** Props of a text-like field. */
  const field = (name: keyof V & string) => ({
    id: `f-${name}`,
    name,
    value: values[name] as string,
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>) =>
      set(name, event.currentTarget.value as V[typeof name]),
  });
  const reset = () => {
    setValues(initial);
    setErrors({});
  };
  return { values, errors, setErrors, set, field, reset };
}

/** The errors that are of another field; those of its parts (`steps.0.since`) go with it. */
function without(errors: Errors, name: string): Errors {
  const kept = Object.entries(errors).filter(([path]) => path !== name && !path.startsWith(`${name}.`));
  return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}
