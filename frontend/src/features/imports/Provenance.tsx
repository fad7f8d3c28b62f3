import { useState } from 'react';
import { LEGAL_BASES, type LegalBasis } from '@/api';
import { provenanceWords } from '@/features/members';
import { today, useWords } from '@/language';
import { Card, DateField, FieldRow, FieldStack, SelectField, TextField } from '@/ui';
import type { ChoiceProps } from './FileStep';
import css from './imports.module.css';
import { bringsPeople } from './rows';
import { importsWords } from './words';

/** What is said of the people whom the file brings: where their data comes from, on which ground, since when they know. */
export function Provenance({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  const p = useWords(provenanceWords);
  const { provenance } = data;
  const [source, setSource] = useState(provenance.source ?? '');
  const [informedOn, setInformedOn] = useState(provenance.informed_on ?? '');
  if (!bringsPeople(data)) return null;
  // All of it goes at once: what is left out would be forgotten.
  const save = (said: Partial<typeof provenance>) =>
    onChange({ patch: { provenance: { ...provenance, ...said } } });
  const fixed = reason !== null;
  return (
    <Card title={w.peopleTitle}>
      <FieldStack>
        <p className={css.quiet}>{w.peopleLead}</p>
        <TextField
          label={p.source}
          description={w.sourceHint}
          maxLength={200}
          value={source}
          disabled={fixed}
          onChange={(event) => setSource(event.currentTarget.value)}
          onBlur={() =>
            source.trim() !== (provenance.source ?? '') && save({ source: source.trim() || null })
          }
        />
        <FieldRow>
          <SelectField
            label={p.basis}
            value={provenance.basis ?? ''}
            disabled={fixed}
            onChange={(event) => save({ basis: (event.currentTarget.value || null) as LegalBasis | null })}
            data={[
              { value: '', label: p.usualBasis },
              ...LEGAL_BASES.map((value) => ({ value, label: p.bases[value] })),
            ]}
          />
          <DateField
            label={w.informedOn}
            description={p.informedHint}
            max={today()}
            value={informedOn}
            disabled={fixed}
            onChange={(event) => setInformedOn(event.currentTarget.value)}
            onBlur={() =>
              informedOn !== (provenance.informed_on ?? '') && save({ informed_on: informedOn || null })
            }
          />
        </FieldRow>
      </FieldStack>
    </Card>
  );
}
