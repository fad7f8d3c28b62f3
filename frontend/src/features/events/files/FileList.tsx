/** Files of an event of one kind: sent in, named, taken away. */
import { IconFile, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import type { ClubEvent, EventFile, EventFileKind } from '@/api';
import { useWords } from '@/language';
import { Button, DropZone, TextField, useFocusKept } from '@/ui';
import { EventPicture } from '../view/EventPicture';
import css from './files.module.css';
import { DOCUMENTS, PICTURES, useKept } from './kept';
import { filesWords } from './words';

interface FileListProps {
  kind: EventFileKind;
  event: Pick<ClubEvent, 'id' | 'files'>;
  files: readonly EventFile[];
  error?: string | null;
  onChange: (files: EventFile[]) => void;
}

export function FileList({ kind, event, files, error, onChange }: FileListProps) {
  const w = useWords(filesWords);
  const names = w.fileKinds[kind];
  const { busy, keep } = useKept();
  // A file arrives later than it was chosen: others may have come meanwhile.
  const now = useRef(files);
  now.current = files;
  const own = files.filter((file) => file.kind === kind);
  const list = useFocusKept<HTMLUListElement>(own.length);
  const isThere = (id: string) => event.files.some((file) => file.file_id === id);
  const isPhoto = kind === 'photo';
  const Icon = isPhoto ? IconPhoto : IconFile;
  const take = (file: File) =>
    keep(file, isPhoto ? 'picture' : 'document', (id) =>
      onChange([
        ...now.current,
        // A title can be the file's own; what is on a photo only who saw it knows.
        { file_id: id, kind, label: isPhoto ? '' : file.name.replace(/\.[^.]+$/, '') },
      ]),
    );
  return (
    <fieldset className={css.part}>
      <legend>{names.title}</legend>
      {own.length > 0 && (
        <ul className={css.files} ref={list}>
          {own.map((file, at) => (
            <li key={file.file_id}>
              {isPhoto && isThere(file.file_id) && (
                <EventPicture event={event.id} file={file.file_id} alt={file.label} />
              )}
              <TextField
                label={names.label(at + 1)}
                required
                maxLength={300}
                value={file.label}
                onChange={(change) => {
                  const label = change.currentTarget.value;
                  onChange(files.map((one) => (one.file_id === file.file_id ? { ...one, label } : one)));
                }}
              />
              <div>
                <Button
                  size="small"
                  aria-label={names.remove(file.label || String(at + 1))}
                  icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
                  onClick={() => onChange(files.filter((one) => one.file_id !== file.file_id))}
                >
                  {w.removeFile}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {error && <p className={css.error}>{error}</p>}
      <DropZone
        title={busy ? w.sending : names.drop}
        hint={isPhoto ? w.pictureHint : w.documentHint}
        accept={isPhoto ? PICTURES : DOCUMENTS}
        icon={<Icon size={36} stroke={1.5} color="var(--brand)" aria-hidden />}
        onFile={(file) => void take(file)}
      />
    </fieldset>
  );
}
