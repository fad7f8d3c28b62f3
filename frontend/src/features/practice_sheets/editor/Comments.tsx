/** What people of the team and of the member say about a section, where it stands. */
import { IconMessage } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { idempotencyKey, type SheetComment, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { AreaField, Button, toast, uiWords, useFocusKept } from '@/ui';
import { addComment, settleComment } from '../changes';
import { commentsQuery } from '../queries';
import css from './editor.module.css';
import { editorWords } from './words';
import { useSheet, useWriting } from './writing';

interface CommentsProps {
  /** A section's key, or `title`. */
  section: string;
  label: string;
}

export function Comments({ section, label }: CommentsProps) {
  const w = useWords(editorWords).comments;
  const { keeper } = useWriting();
  const sheet = useSheet(keeper);
  const found = useQuery(commentsQuery(sheet.id));
  const [writing, setWriting] = useState(false);
  const open = (found.data?.items ?? []).filter((one) => one.section === section && !one.settled_at);
  const list = useFocusKept<HTMLUListElement>(open.length);
  const may = sheet.abilities.comment;
  return (
    <div className={css.comments}>
      {open.length > 0 && (
        <ul ref={list} aria-label={w.list(label)}>
          {open.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              sheetId={sheet.id}
              maySettle={may?.allowed !== false}
            />
          ))}
        </ul>
      )}
      {writing ? (
        <NewComment sheetId={sheet.id} section={section} onClose={() => setWriting(false)} />
      ) : (
        may?.allowed && (
          <div>
            <Button
              size="small"
              look="plain"
              aria-label={w.addTo(label)}
              icon={<IconMessage size={18} stroke={1.75} aria-hidden />}
              onClick={() => setWriting(true)}
            >
              {w.add}
            </Button>
          </div>
        )
      )}
    </div>
  );
}

function Comment({
  comment,
  sheetId,
  maySettle,
}: {
  comment: SheetComment;
  sheetId: string;
  maySettle: boolean;
}) {
  const w = useWords(editorWords).comments;
  const days = useDays();
  const client = useQueryClient();
  const settle = async () => {
    try {
      await settleComment(sheetId, comment.id);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: commentsQuery(sheetId).queryKey });
  };
  return (
    <li className={css.comment}>
      <p>{comment.text}</p>
      <small>{w.by(comment.by, days.instant(comment.written_at))}</small>
      {maySettle && (
        <Button size="small" aria-label={w.settleOf(comment.text)} onClick={() => void settle()}>
          {w.settle}
        </Button>
      )}
    </li>
  );
}

function NewComment({
  sheetId,
  section,
  onClose,
}: {
  sheetId: string;
  section: string;
  onClose: () => void;
}) {
  const w = useWords(editorWords).comments;
  const { cancel } = useWords(uiWords);
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const send = async () => {
    setBusy(true);
    try {
      await addComment(sheetId, section, text.trim(), key);
      await client.invalidateQueries({ queryKey: commentsQuery(sheetId).queryKey });
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <div className={css.stack}>
      <AreaField
        label={w.text}
        autoFocus
        rows={2}
        maxLength={2000}
        value={text}
        error={fault}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={css.tools}>
        <Button size="small" onClick={onClose}>
          {cancel}
        </Button>
        <Button size="small" look="main" busy={busy || text.trim() === ''} onClick={() => void send()}>
          {w.send}
        </Button>
      </div>
    </div>
  );
}
