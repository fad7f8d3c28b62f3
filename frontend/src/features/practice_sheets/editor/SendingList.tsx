import { IconRefresh, IconX } from '@tabler/icons-react';
import { grammar, useLanguage, useWords } from '@/language';
import { Button } from '@/ui';
import css from './editor.module.css';
import type { Sent, useSending } from './useSending';
import { editorWords } from './words';

type ListProps = Pick<ReturnType<typeof useSending>, 'files' | 'again' | 'drop'>;

export function SendingList({ files, again, drop }: ListProps) {
  const w = useWords(editorWords).sending;
  const { percent } = grammar(useLanguage());
  if (files.length === 0) return null;
  const told = ({ state, share, fault }: Sent) => {
    if (state === 'waits') return w.waits;
    if (state === 'failed') return fault;
    return share < 1 ? w.progress(percent(share)) : w.checking;
  };
  return (
    <ul className={css.sending} aria-label={w.list}>
      {files.map((one) => (
        <li key={one.id}>
          <span>
            {one.file.name}
            <small role={one.state === 'failed' ? 'alert' : undefined}>{told(one)}</small>
          </span>
          {one.state === 'goes' && (
            <progress aria-label={one.file.name} {...(one.share < 1 && { value: one.share })} max={1} />
          )}
          {one.state === 'failed' && (
            <Button
              size="small"
              aria-label={w.again(one.file.name)}
              icon={<IconRefresh size={18} stroke={1.75} aria-hidden />}
              onClick={() => again(one.id)}
            >
              {w.retry}
            </Button>
          )}
          <Button
            size="small"
            look="plain"
            aria-label={w.drop(one.file.name)}
            icon={<IconX size={18} stroke={1.75} aria-hidden />}
            onClick={() => drop(one.id)}
          />
        </li>
      ))}
    </ul>
  );
}
