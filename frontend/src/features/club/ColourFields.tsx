import { IconColorSwatch } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { useWords } from '@/language';
import { Button, brandTokens, FieldRow, LEAST_CONTRAST, Mailles, readableShades, TextField } from '@/ui';
import type { ClubForm } from './clubForm';
import css from './colours.module.css';
import { setupWords } from './setupWords';
import { clubWords } from './words';

/** The club's two colours, judged while one chooses, and what they look like together. */
export function ColourFields({ form }: { form: ClubForm }) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords);
  const { brand, spark, name } = form.values;
  const shades = readableShades(brand, spark);
  return (
    <>
      <FieldRow>
        <Colour
          id="f-brand"
          label={w.brand}
          value={brand}
          ratio={form.verdict.brand}
          low={w.contrastLow}
          offer={shades.brand}
          onChange={(value) => form.set('brand', value)}
        />
        <Colour
          id="f-spark"
          label={w.spark}
          value={spark}
          ratio={form.verdict.spark}
          low={s.tooDark}
          offer={shades.spark}
          onChange={(value) => form.set('spark', value)}
        />
      </FieldRow>
      {/* What can't be read is shown as the shade that can: no page will ever wear it. */}
      <Preview name={name} brand={shades.brand ?? brand} spark={shades.spark ?? spark} />
    </>
  );
}

interface ColourProps {
  id: string;
  label: string;
  value: string;
  ratio: number | null;
  /** What is wrong when it can't be read. */
  low: string;
  /** A shade that can be read, when this one can't. */
  offer: string | null;
  onChange: (value: string) => void;
}

function Colour({ id, label, value, ratio, low, offer, onChange }: ColourProps) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords);
  const ok = ratio !== null && ratio >= LEAST_CONTRAST;
  // Rounded down: 4.49 is not told as 4.5.
  const figure = ratio === null ? '' : w.contrast((Math.floor(ratio * 10) / 10).toFixed(1).replace('.', ','));
  const verdict = ratio === null ? w.contrastNone : `${figure} : ${ok ? w.contrastOk : low}`;
  return (
    <div>
      <div className={css.colour}>
        <input
          type="color"
          aria-label={label}
          value={ratio === null ? '#000000' : value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        <TextField
          id={id}
          label={label}
          value={value}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...(ok ? { description: verdict } : { error: verdict, description: '\u00a0' })}
        />
      </div>
      {offer && (
        <Button
          size="small"
          icon={<IconColorSwatch size={18} stroke={1.75} aria-hidden />}
          onClick={() => onChange(offer)}
        >
          {s.offer(offer)}
        </Button>
      )}
    </div>
  );
}

/** A piece of a page as these colours dress it; a picture, with nothing to press. */
function Preview({ name, brand, spark }: { name: string; brand: string; spark: string }) {
  const w = useWords(clubWords).club;
  const s = useWords(setupWords);
  const tokens = brandTokens(brand, 'light');
  if (!tokens) return null;
  return (
    <figure className={css.preview} style={{ ...tokens, '--soleil': spark } as CSSProperties}>
      <figcaption>{w.preview}</figcaption>
      <div aria-hidden="true">
        <div className={css.block}>
          <strong>{name}</strong>
          <span>{s.previewText}</span>
          <Mailles total={10} full={8} fresh={3} columns={10} deep width={150} />
        </div>
        <div className={css.sheet}>
          <span className={css.main}>{w.previewButton}</span>
          <span className={css.link}>{s.previewLink}</span>
        </div>
      </div>
    </figure>
  );
}
