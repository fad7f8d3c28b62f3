/** A form whose validator is the server: its 422 lands under the fields, and nothing of it is lost. */
import { useState } from 'react';
import { sentenceOf } from './failure';
import { useFields } from './fields';
import { problemToFormErrors } from './formErrors';
import { isStale, type Problem } from './problem';

interface Options<V extends object, A> {
  initial: V;
  send: (values: V) => Promise<A>;
  onDone: (answer: A, values: V) => void;
  /** 412: somebody else saved first. */
  onStale?: (problem: Problem, values: V) => void;
  /** Where this form stands in what is sent: `record.` for the part called `record`. */
  within?: string;
}

export function useServerForm<V extends object, A>({
  initial,
  send,
  onDone,
  onStale,
  within = '',
}: Options<V, A>) {
  const { values, errors, setErrors, set, field, reset } = useFields(initial);
  const [busy, setBusy] = useState(false);
  const [leftovers, setLeftovers] = useState<string[]>([]);

  /** What is wrong, under the fields it is about; `under` is where this form stands in what was sent. */
  const refuse = (error: unknown, under = within) => {
    const own = (path: string) => (path.startsWith(under) ? path.slice(under.length) : path);
    const known = (path: string) => path in values || (path.split('.')[0] ?? '') in values;
    const found = problemToFormErrors(error, (path) => known(own(path)));
    setErrors(Object.fromEntries(Object.entries(found.fields).map(([path, told]) => [own(path), told])));
    const told = Object.keys(found.fields).length + found.leftovers.length > 0;
    setLeftovers(told ? found.leftovers : [sentenceOf(error)]);
  };

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setLeftovers([]);
    setErrors({});
    try {
      onDone(await send(values), values);
    } catch (error) {
      if (isStale(error) && onStale) onStale(error, values);
      else refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return {
    values,
    errors,
    set,
    field,
    reset,
    busy,
    leftovers,
    submit,
    refuse,
    /** What the summary above the form lists, in the order of the labels. */
    summary: (labels: Partial<Record<keyof V & string, string>>) =>
      (Object.entries(labels) as [string, string][]).flatMap(([name, label]) =>
        Object.entries(errors)
          .filter(([path]) => path === name || path.startsWith(`${name}.`))
          .map(([, message]) => ({ id: `f-${name}`, label, message })),
      ),
  };
}
