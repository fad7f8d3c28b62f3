/** The picture at the head, what people read beforehand, and photos. */
import { IconFile, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type ClubEvent, type EventFileKind, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, DropZone, FieldStack, TextField, toast, useFocusKept } from '@/ui';
import { keepFile } from '../changes';
import { EventPicture } from '../view/EventPicture';
import { KEPT } from './draft';
import type { DraftForm } from './Editor';
import css from './editor.module.css';
import { editorWords } from './words';

const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';
const DOCUMENTS = `.pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx,${PICTURES}`;

interface FilesProps {
  event: Pick<ClubEvent, 'id' | 'cover_url' | 'files'>;
  form: DraftForm;
}

export function Files({ event, form }: FilesProps) {
  const w = useWords(editorWords);
  return (
    <Card title={w.files}>
      <FieldStack>
        <Cover event={event} form={form} />
        <FileList kind="attachment" event={event} form={form} />
        <FileList kind="photo" event={event} form={form} />
      </FieldStack>
    </Card>
  );
}

function useKept() {
  const [busy, setBusy] = useState(false);
  const keep = async (file: File, kind: 'picture' | 'document', take: (id: string) => void) => {
    setBusy(true);
    try {
      take((await keepFile(file, kind)).id);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setBusy(false);
  };
  return { busy, keep };
}

function Cover({ event, form }: FilesProps) {
  const w = useWords(editorWords);
  const { busy, keep } = useKept();
  const { cover_file_id: cover } = form.values;
  const known = event.cover_url?.split('/').at(-1);
  return (
    <fieldset className={css.part}>
      <legend>{w.names.cover_file_id}</legend>
      {cover === KEPT && known && <EventPicture event={event.id} file={known} alt={form.values.cover_alt} />}
      {cover !== '' && cover !== KEPT && <p className={css.hint}>{w.coverReady}</p>}
      {cover === '' ? (
        <DropZone
          title={busy ? w.sending : w.dropCover}
          hint={w.pictureHint}
          accept={PICTURES}
          icon={<IconPhoto size={36} stroke={1.5} color="var(--brand)" aria-hidden />}
          onFile={(file) => void keep(file, 'picture', (id) => form.set('cover_file_id', id))}
        />
      ) : (
        <>
          <TextField
            label={w.names.cover_alt}
            description={w.altHint}
            required
            maxLength={300}
            {...form.field('cover_alt')}
          />
          <div>
            <Button
              icon={<IconTrash size={20} stroke={1.75} aria-hidden />}
              onClick={() => form.set('cover_file_id', '')}
            >
              {w.removeCover}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  );
}

function FileList({ kind, event, form }: FilesProps & { kind: EventFileKind }) {
  const w = useWords(editorWords);
  const names = w.fileKinds[kind];
  const { busy, keep } = useKept();
  const { files } = form.values;
  // A file arrives later than it was chosen: others may have come meanwhile.
  const now = useRef(files);
  now.current = files;
  const own = files.filter((file) => file.kind === kind);
  const list = useFocusKept<HTMLUListElement>(own.length);
  const isThere = (id: string) => event.files.some((file) => file.file_id === id);
  const Icon = kind === 'photo' ? IconPhoto : IconFile;
  const take = (file: File) =>
    keep(file, kind === 'photo' ? 'picture' : 'document', (id) =>
      form.set('files', [
        ...now.current,
        // A title can be the file's own; what is on a photo only who saw it knows.
        { file_id: id, kind, label: kind === 'photo' ? '' : file.name.replace(/\.[^.]+$/, '') },
      ]),
    );
  return (
    <fieldset className={css.part}>
      <legend>{names.title}</legend>
      {own.length > 0 && (
        <ul className={css.files} ref={list}>
          {own.map((file, at) => (
            <li key={file.file_id}>
              {kind === 'photo' && isThere(file.file_id) && (
                <EventPicture event={event.id} file={file.file_id} alt={file.label} />
              )}
              <TextField
                label={names.label(at + 1)}
                required
                maxLength={300}
                value={file.label}
                onChange={(change) => {
                  const label = change.currentTarget.value;
                  form.set(
                    'files',
                    files.map((one) => (one.file_id === file.file_id ? { ...one, label } : one)),
                  );
                }}
              />
              <div>
                <Button
                  size="small"
                  aria-label={names.remove(file.label || String(at + 1))}
                  icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
                  onClick={() =>
                    form.set(
                      'files',
                      files.filter((one) => one.file_id !== file.file_id),
                    )
                  }
                >
                  {w.removeFile}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <DropZone
        title={busy ? w.sending : names.drop}
        hint={kind === 'photo' ? w.pictureHint : w.documentHint}
        accept={kind === 'photo' ? PICTURES : DOCUMENTS}
        icon={<Icon size={36} stroke={1.5} color="var(--brand)" aria-hidden />}
        onFile={(file) => void take(file)}
      />
    </fieldset>
  );
}
