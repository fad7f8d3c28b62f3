/** A street that is completed while one types, with its postal code and commune; without the geocoder, a plain field. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AddressFound } from '@/api';
import { useWords } from '@/language';
import { TypeAhead, useSettled } from '@/ui';
import { addressesQuery, type Door } from './queries';
import { registersWords } from './words';

interface AddressProps {
  door: Door;
  label: string;
  id: string;
  value: string;
  /** INSEE code of the commune in the form, if there is one. */
  commune: string | null;
  onChange: (street: string) => void;
  onPick: (found: AddressFound) => void;
  error?: string | null;
}

export function AddressField({ door, label, id, value, commune, onChange, onPick, error }: AddressProps) {
  const w = useWords(registersWords);
  // What a register or a choice put there is whole: only what is being typed is completed.
  const [typing, setTyping] = useState(false);
  const wanted = useSettled(value, 300);
  const found = useQuery(addressesQuery(door, typing ? wanted : '', commune));
  const out = found.data?.available === false && found.data.reason !== 'switched_off';
  return (
    <TypeAhead
      label={label}
      id={id}
      text={value}
      onText={(street) => {
        setTyping(true);
        onChange(street);
      }}
      error={error ?? null}
      {...(out ? { hint: w.addressByHand } : {})}
      items={typing && wanted === value ? (found.data?.items ?? []) : []}
      idOf={(one) => `${one.label} ${one.latitude} ${one.longitude}`}
      render={(one) => (
        <>
          <span>{one.fills.street ?? one.label}</span>
          <small>{[one.fills.postal_code, one.commune_name].filter(Boolean).join(' ')}</small>
        </>
      )}
      onPick={(one) => {
        setTyping(false);
        onPick(one);
      }}
    />
  );
}
