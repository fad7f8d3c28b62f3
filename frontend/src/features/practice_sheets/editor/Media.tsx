/** Pictures and documents: dropped, pasted or chosen, several at once, each described where it stands. */
import { IconFile, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isStale, type MediaChanges, type SheetMedia, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, DropZone, Note, Tag, TextField, toast, useFocusKept } from '@/ui';
import { changeMedia, removeMedia, sendMedia } from '../changes';
import { MediaPicture } from '../view/MediaPicture';
import { idOf } from './draft';
import css from './editor.module.css';
import { SendingList } from './SendingList';
import { ACCEPTED, type FileKind, MOST, unfit } from './sending';
import { useSending } from './useSending';
import { editorWords } from './words';
import { useSheet, useWriting } from './writing';

function useMedia() {
  const { keeper, reason } = useWriting();
  const sheet = useSheet(keeper);
  return {
    sheet,
    disabled: reason !== null,
    send: async (...[file, key, sending]: Parameters<Parameters<typeof useSending>[0]>) => {
      await sendMedia(sheet.id, file, key, sending);
      await keeper.run(async () => undefined);
    },
    change: async (id: string, changes: MediaChanges) => {
      const put = (revision: number) => changeMedia(id, revision, changes);
      // The sheet moved meanwhile, which is no matter to its pictures.
      await keeper
        .run(put)
        .catch((error) => (isStale(error) ? keeper.run(put) : Promise.reject(error)))
        .catch((error) => toast({ text: sentenceOf(error), tone: 'error' }));
    },
    remove: async (id: string, said: string) => {
      try {
        await keeper.run(() => removeMedia(id));
        toast({ text: said });
      } catch (error) {
        toast({ text: sentenceOf(error), tone: 'error' });
      }
    },
  };
}

/** The field where files of one kind come in. */
function Incoming({ kind }: { kind: FileKind }) {
  const all = useWords(editorWords);
  const w = all[kind === 'picture' ? 'pictures' : 'documents'];
  const { send } = useMedia();
  const sending = useSending(send);
  const [faults, setFaults] = useState<string[]>([]);
  const take = (files: readonly File[]) => {
    const said: string[] = [];
    for (const file of files) {
      const why = unfit(file, kind);
      if (why === null) sending.add(file);
      else said.push(all.sending[why](file.name, all.sending.megabytes(MOST[kind])));
    }
    setFaults(said);
  };
  usePasted(kind === 'picture' ? take : null);
  const Icon = kind === 'picture' ? IconPhoto : IconFile;
  return (
    <>
      <DropZone
        several
        title={w.drop}
        hint={w.hint}
        accept={ACCEPTED[kind].join(',')}
        icon={<Icon size={36} stroke={1.5} color="var(--brand)" aria-hidden />}
        onFiles={take}
      />
      {faults.length > 0 && (
        <div role="alert">
          <Note tone="err">
            {faults.map((fault) => (
              <p key={fault}>{fault}</p>
            ))}
          </Note>
        </div>
      )}
      <SendingList {...sending} />
    </>
  );
}

/** Pictures that are pasted anywhere on the page; text goes where one writes. */
function usePasted(take: ((files: File[]) => void) | null) {
  useEffect(() => {
    if (!take) return;
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (files.length === 0 || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      take(files);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  });
}

export function Pictures() {
  const w = useWords(editorWords).pictures;
  const { sheet, disabled, ...does } = useMedia();
  const pictures = sheet.media.filter(({ kind }) => kind === 'picture');
  const list = useFocusKept<HTMLUListElement>(pictures.length);
  return (
    <Card title={w.title}>
      <div className={css.stack}>
        {pictures.length === 0 && <p className={css.hint}>{w.none}</p>}
        {pictures.length > 0 && (
          <ul className={css.pictures} ref={list}>
            {pictures.map((picture, at) => (
              <Picture key={picture.id} picture={picture} place={at + 1} disabled={disabled} {...does} />
            ))}
          </ul>
        )}
        {!disabled && <Incoming kind="picture" />}
      </div>
    </Card>
  );
}

interface PictureProps extends Pick<ReturnType<typeof useMedia>, 'change' | 'remove' | 'disabled'> {
  picture: SheetMedia;
  place: number;
}

function Picture({ picture, place, disabled, change, remove }: PictureProps) {
  const w = useWords(editorWords).pictures;
  return (
    <li>
      <MediaPicture media={picture} />
      <Kept
        id={idOf(`media.${picture.id}`)}
        label={w.alt}
        hint={w.altHint}
        most={300}
        value={picture.alt}
        disabled={disabled}
        onKeep={(alt) => change(picture.id, { alt })}
      />
      <Kept
        label={w.credit}
        most={200}
        value={picture.credit}
        disabled={disabled}
        onKeep={(credit) => change(picture.id, { credit })}
      />
      <div className={css.tools}>
        {picture.cover && <Tag tone="brand">{w.isCover}</Tag>}
        {!picture.cover && !disabled && (
          <Button size="small" onClick={() => void change(picture.id, { cover: true })}>
            {w.cover}
          </Button>
        )}
        {!disabled && (
          <Button
            size="small"
            look="plain"
            aria-label={w.remove(picture.alt || w.unnamed(place))}
            icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
            onClick={() => void remove(picture.id, w.removed)}
          />
        )}
      </div>
    </li>
  );
}

export function Documents() {
  const w = useWords(editorWords).documents;
  const { sheet, disabled, change, remove } = useMedia();
  const documents = sheet.media.filter(({ kind }) => kind === 'document');
  const list = useFocusKept<HTMLUListElement>(documents.length);
  return (
    <Card title={w.title}>
      <div className={css.stack}>
        {documents.length > 0 && (
          <ul className={css.lines} ref={list}>
            {documents.map((one) => (
              <li key={one.id} className={css.inline}>
                <Kept
                  label={w.name}
                  most={200}
                  value={one.title}
                  disabled={disabled}
                  onKeep={(title) => change(one.id, { title })}
                />
                {!disabled && (
                  <Button
                    look="plain"
                    aria-label={w.remove(one.title)}
                    icon={<IconTrash size={18} stroke={1.75} aria-hidden />}
                    onClick={() => void remove(one.id, w.removed)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {!disabled && <Incoming kind="document" />}
      </div>
    </Card>
  );
}

interface KeptProps {
  id?: string;
  label: string;
  hint?: string;
  most: number;
  value: string;
  disabled: boolean;
  onKeep: (text: string) => Promise<unknown>;
}

/** A short text that is kept when one leaves it. */
function Kept({ id, label, hint, most, value, disabled, onKeep }: KeptProps) {
  const [text, setText] = useState<string | null>(null);
  const keep = async () => {
    if (text === null) return;
    if (text.trim() !== value) await onKeep(text.trim());
    setText(null);
  };
  return (
    <TextField
      {...(id && { id })}
      label={label}
      description={hint}
      maxLength={most}
      value={text ?? value}
      disabled={disabled}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => event.key === 'Enter' && void keep()}
    />
  );
}
