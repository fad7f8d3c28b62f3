/** The filter in force, in words; each part can be taken out of it. */
import { IconFilter, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '@/language';
import { filterFieldsQuery } from '../queries';
import css from './filter.module.css';
import { told } from './telling';
import { type FilterTree, groupOf, treeOf } from './tree';
import { filterWords } from './words';

interface SummaryProps {
  value: FilterTree | null;
  onChange: (tree: FilterTree | null) => void;
  onEdit: () => void;
}

export function FilterSummary({ value, onChange, onEdit }: SummaryProps) {
  const words = useWords(filterWords);
  const language = useLanguage();
  const fields = useQuery(filterFieldsQuery);
  if (!value || !fields.data) return null;
  const teller = { fields: fields.data, language, words };
  const group = groupOf(value);
  const parts = group.joint === 'all' ? group.parts : [treeOf(group)];
  return (
    <fieldset className={css.summary} aria-label={words.summary}>
      {parts.map((part, index) => {
        const sentence = told(part, teller);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is where it stands
          <span className={css.part} key={index}>
            <button type="button" className={css.words} onClick={onEdit} title={words.edit}>
              {index === 0 && <IconFilter size={16} stroke={1.75} aria-hidden />}
              {sentence}
            </button>
            <button
              type="button"
              className={css.out}
              aria-label={words.remove(sentence)}
              onClick={() => {
                const left = parts.filter((_, other) => other !== index);
                onChange(left.length > 0 ? { and: left } : null);
              }}
            >
              <IconX size={16} stroke={1.75} aria-hidden />
            </button>
          </span>
        );
      })}
    </fieldset>
  );
}
