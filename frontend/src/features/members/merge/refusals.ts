/** Why two records are not made one, or not parted again: one sentence for each field that stands in the way. */
import { isStale, Problem, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { fieldName } from '../AuditValue';
import { useRecordWords } from '../words/audit';
import { mergeWords } from './words';

export function useRefusals(): (error: unknown) => string[] {
  const members = useRecordWords();
  const w = useWords(mergeWords);
  return (error) => {
    if (isStale(error)) return [w.merge.changed];
    const faults = error instanceof Problem ? (error.body.errors ?? []) : [];
    const told = faults.map(({ pointer, detail }) => {
      const field = pointer.split('/').at(-1) ?? '';
      return `${fieldName(members, field)} : ${detail}`;
    });
    return told.length > 0 ? told : [sentenceOf(error)];
  };
}
