import { IconPlus, IconX } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Button, TextField } from '@/ui';
import type { Step } from './draft';
import css from './editor.module.css';
import { editorWords } from './words';
import { useField } from './writing';

const MOST = 60;

/** Steps, to the month. What was known to the day or to the year alone stays so until somebody changes it. */
export function Planning() {
  const w = useWords(editorWords).planning;
  const { value: steps, set, error, disabled } = useField('planning');
  const put = (id: string, part: Partial<Step>) =>
    set(steps.map((step) => (step.id === id ? { ...step, ...part } : step)));
  const moment = (label: string, value: string, onChange: (value: string) => void) => (
    <TextField
      // Of another precision than a month, it is text.
      type={value === '' || /^\d{4}-\d{2}$/.test(value) ? 'month' : 'text'}
      label={label}
      value={value}
      placeholder="2014-02"
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <fieldset className={css.part}>
      <legend>{w.title}</legend>
      <p className={css.hint}>{w.hint}</p>
      <ol className={css.steps}>
        {steps.map((step, at) => (
          <li key={step.id} className={css.step}>
            {moment(w.from, step.from, (from) => put(step.id, { from }))}
            {moment(w.until, step.until, (until) => put(step.id, { until }))}
            <TextField
              label={w.label}
              value={step.label}
              maxLength={300}
              disabled={disabled}
              onChange={(event) => put(step.id, { label: event.currentTarget.value })}
            />
            {!disabled && (
              <Button
                look="plain"
                aria-label={w.removeStep(step.label.trim() || w.unnamed(at + 1))}
                icon={<IconX size={18} stroke={1.75} aria-hidden />}
                onClick={() => set(steps.filter(({ id }) => id !== step.id))}
              />
            )}
          </li>
        ))}
      </ol>
      {steps.some(({ from, label }) => from === '' || label.trim() === '') && (
        <p className={css.hint}>{w.unfinished}</p>
      )}
      {error && <p className={css.fault}>{error}</p>}
      {!disabled && steps.length < MOST && (
        <div>
          <Button
            size="small"
            icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() =>
              set([
                ...steps,
                { id: crypto.randomUUID(), from: steps.at(-1)?.until ?? '', until: '', label: '' },
              ])
            }
          >
            {w.add}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
