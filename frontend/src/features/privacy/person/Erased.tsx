/** Where an erasure stands, once it has begun: rows are gone, texts and files are read again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Erasure, failureOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FailureNotice, Note, Progress } from '@/ui';
import { erasureQuery, peopleGone } from '../queries';
import css from './person.module.css';
import { textsAndFiles } from './textsAndFiles';
import { personWords } from './words';

export function Erased({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(personWords).erased;
  const client = useQueryClient();
  const erasure = useQuery(erasureQuery(id));
  const state = erasure.data?.state;
  // Their rows are gone from the start, their name from texts at the end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each of both
  useEffect(() => void peopleGone(client), [client, state === 'done']);
  return (
    <Dialog
      title={w.title}
      onClose={onClose}
      footer={
        <Button look="main" onClick={onClose}>
          {w.close}
        </Button>
      }
    >
      <div className={css.sections}>
        {erasure.isError && (
          <FailureNotice failure={failureOf(erasure.error)} onRetry={() => void erasure.refetch()} />
        )}
        {state === 'done' && erasure.data ? (
          <Done erasure={erasure.data} />
        ) : (
          <>
            <Progress label={w.running} done={null} total={1} />
            <p className={css.lead}>{w.runningText}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Done({ erasure }: { erasure: Erasure }) {
  const w = useWords(personWords).erased;
  const { texts, files } = textsAndFiles(erasure.counts);
  return (
    <>
      <div role="status">
        <Note tone="ok">{w.done}</Note>
      </div>
      <p>{[texts > 0 ? w.texts(texts) : w.noText, ...(files > 0 ? [w.files(files)] : [])].join(' ')}</p>
      <p className={css.lead}>{w.pictures}</p>
    </>
  );
}
