import { useState } from 'react';
import type { ImportColour } from '@/api';
import { STATUSES, type Status } from '@/api';
import { membersWords } from '@/features/members';
import { useWords } from '@/language';
import { FieldStack, SelectField, TextField } from '@/ui';
import type { ChoiceProps } from './FileStep';
import css from './imports.module.css';
import { importsWords } from './words';

/** A colour says nothing to a program: the person may say what its rows are. */
export function Colours({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  return (
    <FieldStack>
      <p className={css.quiet}>{w.coloursText}</p>
      {data.colour_legend && <p>{w.colourLegend(data.colour_legend)}</p>}
      {data.colours?.map((colour) => (
        <Colour key={colour.colour} colour={colour} reason={reason} onChange={onChange} />
      ))}
    </FieldStack>
  );
}

function Colour({ colour, reason, onChange }: Omit<ChoiceProps, 'data'> & { colour: ImportColour }) {
  const w = useWords(importsWords).file;
  const statuses = useWords(membersWords).statuses;
  const [topic, setTopic] = useState(colour.topic ?? '');
  const save = (next: { topic: string | null; status: Status | null }) =>
    onChange({ patch: { colours: { [colour.colour]: next } } });
  const status = colour.status ?? null;
  return (
    <div className={css.colour}>
      <span>
        <svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false">
          <rect
            x=".5"
            y=".5"
            width="27"
            height="19"
            rx="5"
            fill={colour.colour}
            stroke="var(--line-strong)"
          />
        </svg>
        {w.colourRows(colour.name, colour.rows.length)}
      </span>
      <SelectField
        aria-label={w.colourStatus(colour.name)}
        value={status ?? ''}
        disabled={reason !== null}
        onChange={(event) =>
          save({ topic: topic.trim() || null, status: (event.currentTarget.value || null) as Status | null })
        }
        data={[
          { value: '', label: w.noStatus },
          ...STATUSES.map((value) => ({ value, label: statuses[value] })),
        ]}
      />
      <TextField
        aria-label={w.colourTopic(colour.name)}
        placeholder={w.topic}
        value={topic}
        disabled={reason !== null}
        onChange={(event) => setTopic(event.currentTarget.value)}
        onBlur={() => topic.trim() !== (colour.topic ?? '') && save({ topic: topic.trim() || null, status })}
      />
    </div>
  );
}
