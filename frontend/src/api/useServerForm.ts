/** A form whose validator is the server: its 422 lands under the fields, and nothing of it is lost. */
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { sentenceOf } from './failure';
import { problemToFormErrors } from './formErrors';
import { isStale, type Problem } from './problem';

interface Options<V extends object, A> {
  initial: V;
  send: (values: V) => Promise<A>;
  onDone: (answer: A, values: V) => void;
  /** 412: somebody else saved first. */
  onStale?: (problem: Problem, values: V) => void;
}

export function useServerForm<V extends object, A>({ initial, send, onDone, onStale }: Options<V, A>) {
  const form = useForm<V>({ initialValues: initial });
  const [busy, setBusy] = useState(false);
  const [leftovers, setLeftovers] = useState<string[]>([]);

  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setLeftovers([]);
    form.clearErrors();
    try {
      onDone(await send(form.values), form.values);
    } catch (error) {
      if (isStale(error) && onStale) onStale(error, form.values);
      else {
        const found = problemToFormErrors(error, (path) => (path.split('.')[0] ?? '') in form.values);
        // biome-ignore lint/suspicious/noExplicitAny: paths come from the server, checked against the values above
        form.setErrors(found.fields as any);
        const told = Object.keys(found.fields).length + found.leftovers.length > 0;
        setLeftovers(told ? found.leftovers : [sentenceOf(error)]);
      }
    } finally {
      setBusy(false);
    }
  };

  return {
    form,
    values: form.values,
    set: <K extends keyof V>(name: K, value: V[K]) => form.setFieldValue(name as never, value as never),
    busy,
    leftovers,
    submit,
    /** Props of a text-like field. */
    field: (name: keyof V & string) => ({ ...form.getInputProps(name as never), id: `f-${name}`, name }),
    /** What the summary above the form lists, in the order of the labels. */
    summary: (labels: Partial<Record<keyof V & string, string>>) =>
      (Object.entries(labels) as [string, string][]).flatMap(([name, label]) => {
        const own = Object.entries(form.errors).filter(
          ([path]) => path === name || path.startsWith(`${name}.`),
        );
        return own.map(([, message]) => ({ id: `f-${name}`, label, message: String(message) }));
      }),
  };
}
