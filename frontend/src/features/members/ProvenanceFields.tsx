import { type Contact, LEGAL_BASES } from '@/api';
import { today, useWords } from '@/language';
import { DateField, FieldRow, SelectField, TextField } from '@/ui';
import css from './members.module.css';
import { provenanceWords, wayIn } from './words/provenance';

interface ProvenanceProps {
  contact: Contact | null;
  field: (name: 'source' | 'basis' | 'informed_on') => object;
}

/** Where a person’s data comes from, on which ground it is kept, since when they know. */
export function ProvenanceFields({ contact, field }: ProvenanceProps) {
  const w = useWords(provenanceWords);
  const way = wayIn(contact?.source, w);
  return (
    <>
      <h3 className={css.part}>{w.title}</h3>
      <TextField
        label={w.source}
        description={way ? w.cameBy(way) : w.sourceHint}
        maxLength={200}
        {...field('source')}
      />
      <FieldRow>
        <SelectField
          label={w.basis}
          {...field('basis')}
          data={[
            { value: '', label: w.usualBasis },
            ...LEGAL_BASES.map((value) => ({ value, label: w.bases[value] })),
          ]}
        />
        <DateField
          label={w.informedOn}
          description={w.informedHint}
          max={today()}
          {...field('informed_on')}
        />
      </FieldRow>
    </>
  );
}
