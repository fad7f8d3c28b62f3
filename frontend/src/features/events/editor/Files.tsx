/** The picture at the head, and what people read beforehand. */
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import type { ClubEvent } from '@/api';
import { useWords } from '@/language';
import { Button, Card, DropZone, FieldStack, TextField } from '@/ui';
import { FileList } from '../files/FileList';
import { PICTURES, useKept } from '../files/kept';
import { filesWords } from '../files/words';
import { EventPicture } from '../view/EventPicture';
import { lineError } from './cards';
import { coverOf } from './draft';
import type { DraftForm } from './Editor';
import css from './editor.module.css';
import { editorWords } from './words';

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
        <FileList
          kind="attachment"
          event={event}
          files={form.values.files}
          error={lineError(form.errors, 'files')}
          onChange={(files) => form.set('files', files)}
        />
      </FieldStack>
    </Card>
  );
}

function Cover({ event, form }: FilesProps) {
  const w = useWords(editorWords);
  const f = useWords(filesWords);
  const { busy, keep } = useKept();
  const { cover_file_id: cover } = form.values;
  const isThere = cover !== '' && cover === coverOf(event);
  return (
    <fieldset className={css.part}>
      <legend>{w.names.cover_file_id}</legend>
      {isThere && <EventPicture event={event.id} file={cover} alt={form.values.cover_alt} />}
      {cover !== '' && !isThere && <p className={css.hint}>{w.coverReady}</p>}
      {cover === '' ? (
        <DropZone
          title={busy ? f.sending : w.dropCover}
          hint={f.pictureHint}
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
