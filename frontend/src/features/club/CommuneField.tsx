import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Commune, CommuneRef } from '@/api';
import { TypeAhead, useSettled } from '@/ui';
import { communesQuery } from './queries';

interface CommuneFieldProps {
  label: string;
  hint?: ReactNode;
  value: CommuneRef | null;
  onChange: (commune: Commune | null, postalCode: string | null) => void;
  error?: string | null;
  id?: string;
}

/** One commune of the national list, found by name or postal code. */
export function CommuneField({ label, hint, value, onChange, error, id }: CommuneFieldProps) {
  const [text, setText] = useState(value?.name ?? '');
  // Chosen elsewhere (a register, an address): the field says so.
  const [told, setTold] = useState(value);
  if (value && value !== told) {
    setTold(value);
    setText(value.name);
  }
  const wanted = useSettled(text, 180);
  const found = useQuery(communesQuery(wanted === value?.name ? '' : wanted));
  return (
    <TypeAhead
      label={label}
      {...(hint ? { hint } : {})}
      {...(id ? { id } : {})}
      error={error ?? null}
      text={text}
      onText={(next) => {
        setText(next);
        if (value) onChange(null, null);
      }}
      items={found.data?.items ?? []}
      settled={found.isSuccess && wanted === text}
      idOf={(commune) => commune.insee_code}
      render={(commune) => (
        <>
          <span>{commune.name}</span>
          <small>{commune.postal_codes.join(', ')}</small>
        </>
      )}
      onPick={(commune) => {
        setText(commune.name);
        onChange(commune, commune.postal_codes[0] ?? null);
      }}
    />
  );
}
