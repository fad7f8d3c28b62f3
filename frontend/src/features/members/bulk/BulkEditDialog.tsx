/** One change for many members: first what changes, then what becomes of it, and only then the change. */
import { IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem, sentenceOf } from '@/api';
import { useLanguage, useWords } from '@/language';
import { type CellValue, type Column, type Row, sheetWords } from '@/sheet';
import { Button, Dialog, ErrorSummary, Note, toast } from '@/ui';
import { undoChanges } from '../changes';
import { formOf } from '../grid/changes';
import { membersChanged } from '../queries';
import css from './bulk.module.css';
import { FieldChange } from './FieldChange';
import { PreviewTold } from './PreviewTold';
import { changesOfRow, type Preview, previewOf, type Target } from './preview';
import { bulkWords } from './words';

interface BulkProps {
  target: Target;
  count: number;
  columns: readonly Column[];
  /** It was done, and this takes it back, once; it tells how it went. */
  onUndoable?: (undo: () => Promise<void>) => void;
  onClose: () => void;
}

export interface Choice {
  key: string;
  value: CellValue;
}

/** What is each member's own is not given to many. */
const OWN = new Set(['name', 'legal_name', 'siren', 'siret', 'rna', 'amalia', 'amalia_court', 'insee_code']);

export function BulkEditDialog({ target, count, columns, onUndoable, onClose }: BulkProps) {
  const w = useWords(bulkWords);
  const client = useQueryClient();
  const offered = columns.filter(({ key, editable }) => editable !== false && !OWN.has(key));
  const [choices, setChoices] = useState<Choice[]>(() =>
    offered.slice(0, 1).map((column) => ({ key: column.key, value: firstValue(column) })),
  );
  const [preview, setPreview] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const given = Object.fromEntries(choices.map(({ key, value }) => [key, value]));
  const form = formOf(given);
  const speech = { language: useLanguage(), words: useWords(sheetWords) };
  const ofRow = (row: Row) => changesOfRow(row, given, columns, speech);
  const spare = offered.filter(({ key }) => !choices.some((choice) => choice.key === key));

  const during = async (doing: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await doing();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  const look = () =>
    during(async () => {
      setTold(null);
      setPreview(await previewOf(target, form, ofRow));
    });
  const commit = (shown: Preview) =>
    during(async () => {
      try {
        const { change_set_id: set } = await shown.commit();
        await membersChanged(client);
        onClose();
        let taken: Promise<void> | null = null;
        const undo = set ? () => (taken ??= takeBack(set)) : null;
        toast({ text: w.done(shown.changed), ...(undo && { undo }) });
        if (undo) {
          onUndoable?.(async () => {
            try {
              await undo();
            } catch (error) {
              toast({ text: sentenceOf(error), tone: 'error' });
            }
          });
        }
      } catch (error) {
        if (!(error instanceof Problem && error.code === 'members.selection_changed')) throw error;
        // Others fit now, or somebody changed one: it is looked at again.
        setPreview(await previewOf(target, form, ofRow));
        setTold(w.otherNow);
      }
    });
  const takeBack = async (set: string) => {
    const { rows } = await undoChanges(set);
    const left = rows.filter(({ outcome }) => outcome === 'refused').length;
    await membersChanged(client);
    toast({ text: left > 0 ? w.partly(left) : w.undone });
  };

  return (
    <Dialog
      shape="drawer"
      title={w.title(count)}
      onClose={onClose}
      onSubmit={() => void (preview ? commit(preview) : look())}
      footer={
        // Each button is its own: one that turned into another under the pointer would send the form.
        preview ? (
          <>
            <Button
              key="back"
              icon={<IconArrowLeft size={20} stroke={1.75} aria-hidden />}
              onClick={() => setPreview(null)}
            >
              {w.back}
            </Button>
            <Button look="main" type="submit" busy={busy} reason={preview.changed === 0 ? w.nothing : null}>
              {preview.changed === 0 ? w.nothing : w.commit(preview.changed)}
            </Button>
          </>
        ) : (
          <>
            <Button key="cancel" onClick={onClose}>
              {w.cancel}
            </Button>
            <Button key="look" look="main" type="submit" busy={busy}>
              {w.look}
            </Button>
          </>
        )
      }
    >
      <div className={css.stack}>
        <ErrorSummary errors={[]} leftovers={failure ? [failure] : []} />
        {told && <Note tone="warn">{told}</Note>}
        {preview ? (
          <PreviewTold preview={preview} columns={columns} />
        ) : (
          <>
            <p>{w.lead}</p>
            {choices.map((choice, index) => (
              <FieldChange
                key={choice.key}
                choice={choice}
                column={offered.find(({ key }) => key === choice.key)}
                offered={offered.filter(
                  ({ key }) => key === choice.key || spare.some((one) => one.key === key),
                )}
                onChange={(next) => setChoices(choices.map((one, at) => (at === index ? next : one)))}
                {...(choices.length > 1 && {
                  onRemove: () => setChoices(choices.filter((_, at) => at !== index)),
                })}
              />
            ))}
            {spare[0] && (
              <Button
                look="plain"
                icon={<IconPlus size={20} stroke={1.75} aria-hidden />}
                onClick={() => {
                  const [next] = spare;
                  if (next) setChoices([...choices, { key: next.key, value: firstValue(next) }]);
                }}
              >
                {w.add}
              </Button>
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

export function firstValue({ kind, options, required }: Column): CellValue {
  if (kind === 'multi') return [];
  if (kind === 'yes_no') return true;
  return required ? (options?.[0]?.value ?? null) : null;
}
