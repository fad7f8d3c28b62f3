/** Fills the form of a member from the national register. */
import { useState } from 'react';
import type { OrganisationFound } from '@/api';
import { type Fill, RegisterSearch } from '@/features/registers';
import { useWords } from '@/language';
import type { MemberValues } from './MemberFields';
import css from './members.module.css';
import { membersWords } from './words';
import { formWords } from './words/form';

interface PrefillProps {
  values: MemberValues;
  set: <K extends keyof MemberValues & string>(name: K, value: MemberValues[K]) => void;
}

export function RegisterPrefill({ values, set }: PrefillProps) {
  const words = useWords(membersWords);
  const { names } = words;
  const w = useWords(formWords);
  const [open, setOpen] = useState(false);
  const fills = ({ fills: told, commune_name }: OrganisationFound): Fill[] => [
    text('name', names.name, told.name),
    { name: 'kind', label: names.kind, value: told.kind, shown: words.kinds[told.kind] },
    {
      name: 'size',
      label: names.size,
      value: told.size ?? '',
      shown: told.size && told.kind === 'company' ? words.sizes[told.size] : '',
    },
    text('legal_name', names.legal_name, told.legal_name),
    text('street', names.street, told.street),
    text('postal_code', names.postal_code, told.postal_code),
    {
      name: 'commune',
      label: names.commune,
      value: told.commune ? { insee_code: told.commune, name: commune_name ?? told.commune } : null,
      shown: told.commune ? (commune_name ?? told.commune) : '',
    },
    text('siret', names.siret, told.siret),
    text('siren', names.siren, told.siren),
    text('rna', names.rna, told.rna),
  ];
  const typed = (name: string) => {
    const value = values[name as keyof MemberValues];
    if (name === 'kind') return values.kind ? words.kinds[values.kind] : '';
    if (name === 'size') return values.size ? words.sizes[values.size] : '';
    if (name === 'commune') return values.commune?.name ?? '';
    return typeof value === 'string' ? value : '';
  };
  return (
    <details className={css.former} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{w.fromRegister}</summary>
      {open && (
        <RegisterSearch
          door="staff"
          initial={values.siret || values.siren || values.rna || values.name}
          commune={null}
          fills={fills}
          typed={typed}
          onFill={(all) => {
            for (const { name, value } of all) set(name as keyof MemberValues, value as never);
          }}
        />
      )}
    </details>
  );
}

function text(name: string, label: string, value: string | null | undefined): Fill {
  return { name, label, value: value ?? '', shown: value ?? '' };
}
