/** Figures: a line for each thing that was measured, a column for each year. */
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { today, useWords } from '@/language';
import { Button, TextField } from '@/ui';
import css from './editor.module.css';
import {
  type FigureLine,
  isYear,
  MOST_LINES,
  MOST_YEARS,
  nextYear,
  numberOf,
  withoutYear,
  withYear,
} from './figures';
import { editorWords } from './words';
import { useField } from './writing';

export function Figures() {
  const w = useWords(editorWords).figures;
  const { value: table, set, error, disabled } = useField('figures');
  const [typed, setTyped] = useState<string | null>(null);
  const thisYear = Number(today().slice(0, 4));
  const { years, lines } = table;
  const year = typed ?? String(nextYear(table, thisYear));
  const put = (id: string, part: Partial<FigureLine>) =>
    set({ years, lines: lines.map((line) => (line.id === id ? { ...line, ...part } : line)) });
  const addLine = () =>
    set({
      years: years.length > 0 ? years : [thisYear],
      lines: [...lines, { id: crypto.randomUUID(), label: '', unit: '', target: '', values: {} }],
    });
  const addYear = () => {
    set(withYear(table, Number(year)));
    setTyped(null);
  };
  const cell = (name: string, value: string, onChange: (value: string) => void, numeric = true) => (
    <TextField
      aria-label={name}
      value={value}
      disabled={disabled}
      {...(numeric && { inputMode: 'decimal' })}
      error={numeric && value.trim() !== '' && numberOf(value) === null ? w.noNumber : null}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  return (
    <fieldset className={css.part}>
      <legend>{w.title}</legend>
      <p className={css.hint}>{w.hint}</p>
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        <section className={css.scroll} aria-label={w.table} tabIndex={0}>
          <table className={css.figures}>
            <thead>
              <tr>
                <th scope="col">{w.indicator}</th>
                <th scope="col">{w.unit}</th>
                {years.map((one) => (
                  <th key={one} scope="col">
                    {one}
                    {!disabled && (
                      <Button
                        size="small"
                        look="plain"
                        aria-label={w.removeYear(one)}
                        icon={<IconX size={16} stroke={1.75} aria-hidden />}
                        onClick={() => set(withoutYear(table, one))}
                      />
                    )}
                  </th>
                ))}
                <th scope="col">{w.target}</th>
                {!disabled && <td />}
              </tr>
            </thead>
            <tbody>
              {lines.map((line, at) => {
                const name = line.label.trim() || w.unnamed(at + 1);
                return (
                  <tr key={line.id}>
                    <td>
                      {cell(
                        `${w.indicator} ${at + 1}`,
                        line.label,
                        (label) => put(line.id, { label }),
                        false,
                      )}
                    </td>
                    <td>{cell(`${w.unit}, ${name}`, line.unit, (unit) => put(line.id, { unit }), false)}</td>
                    {years.map((one) => (
                      <td key={one}>
                        {cell(w.value(name, one), line.values[one] ?? '', (value) =>
                          put(line.id, { values: { ...line.values, [one]: value } }),
                        )}
                      </td>
                    ))}
                    <td>{cell(`${w.target}, ${name}`, line.target, (target) => put(line.id, { target }))}</td>
                    {!disabled && (
                      <td>
                        <Button
                          size="small"
                          look="plain"
                          aria-label={w.removeLine(name)}
                          icon={<IconX size={16} stroke={1.75} aria-hidden />}
                          onClick={() => set({ years, lines: lines.filter(({ id }) => id !== line.id) })}
                        />
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
      {lines.some(({ label }) => label.trim() === '') && <p className={css.hint}>{w.nameFirst}</p>}
      {error && <p className={css.fault}>{error}</p>}
      {!disabled && (
        <div className={css.tools}>
          <Button
            size="small"
            icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
            reason={lines.length < MOST_LINES ? null : w.hint}
            onClick={addLine}
          >
            {w.addLine}
          </Button>
          {lines.length > 0 && years.length < MOST_YEARS && (
            <div className={css.inline}>
              <TextField
                label={w.year}
                inputMode="numeric"
                value={year}
                onChange={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  addYear();
                }}
              />
              <Button size="small" reason={isYear(Number(year)) ? null : w.noNumber} onClick={addYear}>
                {w.addYear}
              </Button>
            </div>
          )}
        </div>
      )}
    </fieldset>
  );
}
