import { IconX } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Button, Tag } from '@/ui';
import css from './editor.module.css';
import { editorWords } from './words';

interface ChosenProps {
  label: string;
  items: readonly { id: string; name: string }[];
  /** None where nothing can be changed. */
  onRemove: ((id: string) => void) | null;
}

/** What was chosen, each with the way to take it off. */
export function Chosen({ label, items, onRemove }: ChosenProps) {
  const w = useWords(editorWords);
  if (items.length === 0) return null;
  return (
    <ul className={css.chosen} aria-label={label}>
      {items.map(({ id, name }) => (
        <li key={id}>
          {onRemove ? (
            <Button size="small" aria-label={w.remove(name)} onClick={() => onRemove(id)}>
              {name}
              <IconX size={16} stroke={1.75} aria-hidden />
            </Button>
          ) : (
            <Tag>{name}</Tag>
          )}
        </li>
      ))}
    </ul>
  );
}
