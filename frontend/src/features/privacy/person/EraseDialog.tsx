/** Erasing somebody: what goes and what stays is read first, and their name is typed, since nothing brings it back. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ErasurePreview, failureOf, idempotencyKey, isStale, reasonOf, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, CheckField, Dialog, FailureNotice, Note, Skeleton, TextField, uiWords } from '@/ui';
import { erase, erasurePreviewQuery } from '../queries';
import { confirms } from './confirms';
import type { Someone } from './PersonPrivacy';
import css from './person.module.css';
import { personWords } from './words';

interface EraseProps {
  person: Someone;
  onErased: (erasure: string) => void;
  onClose: () => void;
}

export function EraseDialog({ person, onErased, onClose }: EraseProps) {
  const w = useWords(personWords).erase;
  const ui = useWords(uiWords);
  const preview = useQuery(erasurePreviewQuery(person.id));
  // One key for this intention: pressed twice, it is done once.
  const [key, setKey] = useState(idempotencyKey);
  const [keepOut, setKeepOut] = useState(true);
  const [typed, setTyped] = useState('');
  const [missed, setMissed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const name = preview.data?.name ?? person.name;
  const wanted = preview.data?.name || w.word;
  const reason = reasonOf(preview.data?.abilities.erase);
  const submit = async () => {
    if (!preview.data || busy || reason) return;
    setMissed(!confirms(typed, wanted));
    if (!confirms(typed, wanted)) return document.getElementById('f-confirm')?.focus();
    setBusy(true);
    setFault(null);
    try {
      onErased((await erase(person.id, preview.data.revision, keepOut, key)).id);
    } catch (error) {
      setFault(isStale(error) ? w.changed : sentenceOf(error));
      setBusy(false);
      if (!isStale(error)) return;
      // What was read is no longer so: it is read and confirmed anew.
      setTyped('');
      setKey(idempotencyKey);
      await preview.refetch();
    }
  };
  return (
    <Dialog
      shape="drawer"
      title={w.title(name)}
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{ui.cancel}</Button>
          <Button look="danger" type="submit" busy={busy} reason={preview.data ? reason : ui.loading}>
            {w.submit}
          </Button>
        </>
      }
    >
      <div className={css.sections}>
        {fault && (
          <div role="alert">
            <Note tone="warn">{fault}</Note>
          </div>
        )}
        {preview.isPending && <Skeleton lines={8} />}
        {preview.isError && (
          <FailureNotice failure={failureOf(preview.error)} onRetry={() => void preview.refetch()} />
        )}
        {preview.data && (
          <>
            <Fates preview={preview.data} />
            <CheckField
              label={w.keepOut}
              hint={w.keepOutHint}
              checked={keepOut}
              onChange={(event) => setKeepOut(event.currentTarget.checked)}
            />
            <Note tone="warn">{w.never}</Note>
            <TextField
              id="f-confirm"
              label={w.confirm(wanted)}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              error={missed && !confirms(typed, wanted) ? w.mismatch : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

const FATES = ['goes', 'blanked', 'stays'] as const;

/** What becomes of all that is held, and why. */
function Fates({ preview }: { preview: ErasurePreview }) {
  const w = useWords(personWords).erase;
  const ofFate = (fate: (typeof FATES)[number]) => [
    ...preview.items
      .filter((item) => item.fate === fate)
      .map(({ what, title, count, why }) => ({ what, title: w.things(title, count), why })),
    ...(fate === 'stays' ? preview.stays : []),
  ];
  return (
    <>
      {preview.items.length === 0 && <p>{w.nothing}</p>}
      {FATES.map((fate) => ({ fate, things: ofFate(fate) })).map(
        ({ fate, things }) =>
          things.length > 0 && (
            <section key={fate}>
              <h3>{w.fates[fate]}</h3>
              <ul className={css.lines}>
                {things.map(({ what, title, why }) => (
                  <li key={what}>
                    <p>
                      <strong>{title}</strong>
                    </p>
                    <p className={css.lead}>{why}</p>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
      <p className={css.lead}>{w.texts}</p>
    </>
  );
}
