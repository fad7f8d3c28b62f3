/** A time zone, found by typing: the likely ones first. */
import { useState } from 'react';
import { useWords } from '@/language';
import { TypeAhead } from '@/ui';
import { clubWords } from './words';
import { zonesLike } from './zones';

interface ZoneProps {
  value: string;
  onChange: (zone: string) => void;
  error?: string | null;
}

export function ZoneField({ value, onChange, error = null }: ZoneProps) {
  const w = useWords(clubWords).club;
  const [text, setText] = useState(value);
  return (
    <TypeAhead
      id="f-time_zone"
      label={w.timeZone}
      hint={w.timeZoneHint}
      text={text}
      onText={(next) => {
        setText(next);
        onChange(next.trim());
      }}
      // The present one is no question: then the usual ones are proposed.
      items={zonesLike(text === value && text.includes('/') ? '' : text)}
      settled
      idOf={(zone) => zone}
      render={(zone) => <span>{zone.replaceAll('_', ' ')}</span>}
      onPick={(zone) => {
        setText(zone);
        onChange(zone);
      }}
      error={error}
    />
  );
}
