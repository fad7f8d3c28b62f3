/** What a change of the territory comes to, before it is one: who enters, who leaves, what becomes of the records. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, type MovedCommune, sentenceOf, type TerritoryForm } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FailureNotice, Note, Skeleton, toast, uiWords } from '@/ui';
import css from './club.module.css';
import { changeTerritory, recordsOfQuery, territoryPreviewQuery, territoryQuery } from './territoryQueries';
import { clubWords } from './words';

interface PreviewProps {
  revision: number;
  change: TerritoryForm;
  onClose: () => void;
  /** Opens the same preview the other way. */
  onBack: () => void;
}

export function TerritoryPreview({ revision, change, onClose, onBack }: PreviewProps) {
  const w = useWords(clubWords).territory;
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const preview = useQuery(territoryPreviewQuery(revision, change));
  const codes = (preview.data?.entering ?? []).map(({ insee_code }) => insee_code);
  const known = useQuery(recordsOfQuery(codes));
  const apply = async () => {
    setBusy(true);
    try {
      const { added, removed, territory: next } = await changeTerritory(revision, change);
      onClose();
      toast({ text: w.saved(added, removed), undo: async () => onBack() });
      client.setQueryData(territoryQuery.queryKey, next);
      await client.invalidateQueries({ queryKey: ['members'] });
      await client.invalidateQueries({ queryKey: ['follow-up'] });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const { entering = [], leaving = [] } = preview.data ?? {};
  return (
    <Dialog
      shape="large"
      title={w.previewTitle}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button
            look="main"
            busy={busy}
            reason={preview.data ? null : ui.loading}
            onClick={() => void apply()}
          >
            {w.apply(entering.length, leaving.length)}
          </Button>
        </>
      }
    >
      {preview.isPending && <Skeleton lines={4} />}
      {preview.isError && <FailureNotice failure={failureOf(preview.error)} />}
      {preview.data && (
        <div className={css.form}>
          {entering.length + leaving.length === 0 && <Note>{w.nobodyMoves}</Note>}
          <Moved title={w.entering(entering.length)} communes={entering}>
            {known.data !== undefined && w.records(known.data, Math.max(0, entering.length - known.data))}
          </Moved>
          <Moved title={w.leaving(leaving.length)} communes={leaving}>
            {w.leavingText}
          </Moved>
        </div>
      )}
    </Dialog>
  );
}

interface MovedProps {
  title: string;
  communes: readonly MovedCommune[];
  children: React.ReactNode;
}

function Moved({ title, communes, children }: MovedProps) {
  if (communes.length === 0) return null;
  return (
    <section className={css.moved}>
      <h3>{title}</h3>
      <p>{children}</p>
      <ul>
        {communes.map(({ insee_code, name }) => (
          <li key={insee_code}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
