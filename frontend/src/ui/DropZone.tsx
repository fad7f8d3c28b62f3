import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '@/language';
import css from './DropZone.module.css';
import { formWords } from './words/forms';

interface DropProps {
  title: string;
  hint: string;
  accept: string;
  onFile: (file: File) => void;
}

/** A plain file field that also takes what is dropped on it. */
export function DropZone({ title, hint, accept, onFile }: DropProps) {
  const w = useWords(formWords);
  const [over, setOver] = useState(false);
  return (
    <div className={css.drop} data-over={over}>
      <IconFileSpreadsheet size={40} stroke={1.5} color="var(--brand)" aria-hidden />
      <strong>{title}</strong>
      <span>
        {w.drop} <u>{w.choose}</u>.
      </span>
      <small>{hint}</small>
      <input
        type="file"
        aria-label={`${title}. ${hint}`}
        accept={accept}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
