import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '@/language';
import css from './DropZone.module.css';
import { formWords } from './words/forms';

interface DropProps {
  title: string;
  hint: string;
  accept: string;
  /** That of a spreadsheet, unless another is given. */
  icon?: ReactNode;
}

interface OneProps extends DropProps {
  several?: false;
  onFile: (file: File) => void;
}

interface SeveralProps extends DropProps {
  several: true;
  onFiles: (files: File[]) => void;
}

/** A plain file field that also takes what is dropped on it. */
export function DropZone({ title, hint, accept, icon, ...takes }: OneProps | SeveralProps) {
  const w = useWords(formWords);
  const [over, setOver] = useState(false);
  return (
    <div className={css.drop} data-over={over}>
      {icon ?? <IconFileSpreadsheet size={40} stroke={1.5} color="var(--brand)" aria-hidden />}
      <strong>{title}</strong>
      <span>
        {takes.several ? w.dropSeveral : w.drop} <u>{takes.several ? w.chooseSeveral : w.choose}</u>.
      </span>
      <small>{hint}</small>
      <input
        type="file"
        aria-label={`${title}. ${hint}`}
        accept={accept}
        multiple={takes.several}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          const [file] = files;
          if (takes.several) takes.onFiles(files);
          else if (file) takes.onFile(file);
          // The same file may be chosen again after it was corrected.
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
