import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Import } from '@/api';
import { idempotencyKey, isStale, reasonOf, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, dismissAll, toast } from '@/ui';
import { ActionBar } from './ActionBar';
import { Sentences } from './FileStep';
import css from './imports.module.css';
import { commitImport, importChanged, importQuery, isWorking, rowsKey } from './queries';
import { changedBy } from './useImportChange';
import { importsWords } from './words';

interface CommitProps {
  data: Import;
  reason: string | null;
  /** Decisions are on their way: the import would be committed without them. */
  saving: boolean;
  onCommitted: () => void;
}

export function CommitBar({ data, reason, saving, onCommitted }: CommitProps) {
  const w = useWords(importsWords).commit;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  // Pressed while the last decision was still on its way: it goes as soon as that has arrived.
  const [pressed, setPressed] = useState(false);
  // One key for one state of the import: pressed twice, or again after a lost network, it is written once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision is what makes it another intention
  const key = useMemo(idempotencyKey, [data.id, data.revision]);
  const { create = 0, update = 0, doubt = 0, refused = 0 } = data.counts ?? {};
  const writes = create + update;
  const blocked =
    reason ?? data.blocking[0] ?? reasonOf(data.abilities?.commit) ?? (writes === 0 ? w.nothing : null);
  const commit = async () => {
    setPressed(false);
    setBusy(true);
    try {
      client.setQueryData(importQuery(data.id).queryKey, await commitImport(data.id, data.revision, key));
      dismissAll();
      onCommitted();
      window.scrollTo({ top: 0 });
      await importChanged(client);
    } catch (error) {
      // Somebody chose otherwise meanwhile: what would be written is to be seen first.
      toast({ text: isStale(error) ? w.stale(changedBy(error)) : sentenceOf(error), tone: 'error' });
      await Promise.all(
        [importQuery(data.id).queryKey, rowsKey(data.id)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    } finally {
      setBusy(false);
    }
  };
  const waiting = saving || isWorking(data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the end of the wait sets it off
  useEffect(() => {
    if (!pressed || waiting) return;
    if (blocked === null) void commit();
    else setPressed(false);
  }, [pressed, waiting]);
  return (
    <ActionBar
      label={w.region}
      sentence={
        data.blocking.length > 0 ? (
          <div className={css.blocked}>
            <strong>{w.blocked}</strong>
            <Sentences sentences={data.blocking} />
          </div>
        ) : (
          <span role="status">
            {blocked ?? (waiting ? w.busy : doubt + refused > 0 ? w.aside(doubt, refused) : w.ready)}
          </span>
        )
      }
    >
      <Button
        look="main"
        busy={busy || pressed || isWorking(data)}
        reason={blocked}
        icon={<IconFileImport size={20} stroke={1.75} aria-hidden />}
        onClick={() => setPressed(true)}
      >
        {w.button(writes)}
      </Button>
    </ActionBar>
  );
}
