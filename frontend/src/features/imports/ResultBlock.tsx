import { IconArrowBackUp, IconDownload, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { Import } from '@/api';
import { sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, LinkButton, Mailles, Note, toast } from '@/ui';
import css from './imports.module.css';
import { refusalOf } from './marks';
import { downloadErrors } from './queries';
import type { ImportSearch } from './search';
import { UndoDialog } from './UndoDialog';
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
  const [undoing, setUndoing] = useState(false);
  const { create = 0, update = 0, doubt = 0, refused = 0 } = data.counts ?? {};
  if (data.state === 'undone') {
    return (
      <Note>
        <span>{data.problem ? w.isPartlyUndone(data.problem) : w.isUndone}</span>
        <LinkButton to="/imports">{w.again}</LinkButton>
      </Note>
    );
  }
  const parts = [
    words.rows.created(create),
    ...(update > 0 ? [words.rows.updated(update)] : []),
    ...(doubt + refused > 0 ? [words.rows.left(doubt + refused)] : []),
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
                reason={refusalOf(data, 'undo')}
                icon={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />}
                onClick={() => setUndoing(true)}
              >
                {w.undo}
              </Button>
            )}
          </div>
        </div>
        <Mailles {...stitchesOf(create, update)} columns={9} width={190} deep />
      </section>
      {refused > 0 && (
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
            {w.errors(refused)}
          </Button>
        </Note>
      )}
      {undoing && <UndoDialog data={data} onClose={() => setUndoing(false)} />}
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
