/** A value of a proposal as a person reads it. */
import type { Proposal } from '@/api';
import { useDays } from '@/language';
import { fieldName, shownValue } from '../AuditValue';
import { useRecordWords } from '../words/audit';
import css from './proposals.module.css';

/** What a field is called; of a field of the club, its own name. */
export function useFieldName(about: Proposal['about'] = 'record') {
  const words = useRecordWords();
  return (field: string, name?: string | null) => {
    const plain = name ?? fieldName(words, about === 'record' ? field : `contact.${field}`);
    return plain.charAt(0).toUpperCase() + plain.slice(1);
  };
}

export function Told({ value, look }: { value: unknown; look?: 'old' | 'new' }) {
  const words = useRecordWords();
  const days = useDays();
  const isNothing = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isNothing) return <span className={css.nothing}>{words.audit.nothing}</span>;
  const text = shownValue(value, words, days.long);
  if (look === 'old') return <del className={css.old}>{text}</del>;
  if (look === 'new') return <ins className={css.new}>{text}</ins>;
  return <span>{text}</span>;
}
