import { IconArrowBackUp, IconDownload, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Import } from '@/api';
import { reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, LinkButton, Mailles, Note, toast } from '@/ui';
import css from './imports.module.css';
import { downloadErrors } from './queries';
import type { ImportSearch } from './search';
import { type Refusal, UndoDialog } from './UndoDialog';
import { importsWords } from './words';

interface ResultProps {
  data: Import;
  /** Why this person may only read. */
  reason: string | null;
  onSearch: (search: ImportSearch) => void;
}

/** What was written, where to go from here, and the way back. */
export function ResultBlock({ data, reason, onSearch }: ResultProps) {
  const words = useWords(importsWords);
  const w = words.result;
  const days = useDays();
  const [undoing, setUndoing] = useState<'whole' | 'rest' | null>(null);
  const { create = 0, update = 0, doubt = 0, refused: refusedRows = 0 } = data.counts ?? {};
  if (data.state === 'undone') {
    return (
      <Note>
        <span>{data.problem ? w.isPartlyUndone(data.problem) : w.isUndone}</span>
        <span className={css.resultActions}>
          {(data.counts?.kept ?? 0) > 0 && (
            <Button onClick={() => onSearch({ lignes: 'kept' })}>{w.seeKept}</Button>
          )}
          <LinkButton to="/imports">{w.again}</LinkButton>
        </span>
      </Note>
    );
  }
  const refused: Refusal | null =
    data.problem && data.undo_refusal ? { sentence: data.problem, ...data.undo_refusal } : null;
  const parts = [
    words.rows.created(create),
    ...(update > 0 ? [words.rows.updated(update)] : []),
    ...(doubt + refusedRows > 0 ? [words.rows.left(doubt + refusedRows)] : []),
  ];
  return (
    <>
      <section className={css.result} aria-labelledby="import-result">
        <div>
          <h2 id="import-result">
            <span className={css.resultWhen}>{w.title}</span> {words.rows.wasDone(parts)}
          </h2>
          {data.committed_at && <p>{w.when(days.instant(data.committed_at), data.by)}</p>}
          <div className={css.resultActions}>
            <LinkButton look="deep" to="/membres" icon={<IconUsers size={20} stroke={1.75} aria-hidden />}>
              {w.seeMembers}
            </LinkButton>
            {create > 0 && (
              <Button look="deepQuiet" onClick={() => onSearch({ lignes: 'create' })}>
                {w.seeRows}
              </Button>
            )}
            {reason === null && (
              <Button
                look="deepQuiet"
                reason={reasonOf(data.abilities?.undo)}
                icon={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />}
                onClick={() => setUndoing('whole')}
              >
                {w.undo}
              </Button>
            )}
          </div>
        </div>
        <Mailles {...stitchesOf(create, update)} columns={9} width={190} deep />
      </section>
      {data.problem && (
        <Note tone="warn">
          <span>{data.problem}</span>
          {refused && reason === null && <Button onClick={() => setUndoing('rest')}>{w.why}</Button>}
        </Note>
      )}
      {refusedRows > 0 && (
        <Note tone="warn">
          <span>{w.errorsHint}</span>
          <Button
            icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
            onClick={() =>
              downloadErrors(data.id, w.errorsName(data.file_name.replace(/\.[^.]+$/, ''))).catch(
                (error: unknown) => toast({ text: sentenceOf(error), tone: 'error' }),
              )
            }
          >
            {w.errors(refusedRows)}
          </Button>
        </Note>
      )}
      {undoing && (
        <UndoDialog
          data={data}
          refused={undoing === 'rest' ? refused : null}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}

const STITCHES = 45;

/** The share of the import that is new, in stitches: yellow ones are new members, green ones were there. */
function stitchesOf(create: number, update: number): { total: number; full: number; fresh: number } {
  const written = Math.max(1, create + update);
  const total = Math.min(STITCHES, written);
  return { total, full: total, fresh: Math.round((create / written) * total) };
}
