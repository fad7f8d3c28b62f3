/** What stands in the place of the list when the view or segment that the address names was put away. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf, type View } from '@/api';
import { useWords } from '@/language';
import { Button, Note, toast } from '@/ui';
import { restoreView, viewQuery, viewsChanged } from './queries';
import { viewsWords } from './words';
import { dialogWords } from './words/dialogs';

interface ArchivedProps {
  view: View;
  /** Who put it away, as the server says it. */
  sentence?: string | undefined;
  onLeave: () => void;
}

export function ArchivedView({ view, sentence, onLeave }: ArchivedProps) {
  const w = useWords(viewsWords);
  const a = useWords(dialogWords).archive;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const segment = view.kind === 'segment';
  const restore = async () => {
    setBusy(true);
    try {
      client.setQueryData(viewQuery(view.id).queryKey, await restoreView(view.id));
      toast({ text: a.restored(view.name, segment) });
      await viewsChanged(client);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setBusy(false);
  };
  return (
    <Note tone="warn">
      <p>{sentence ?? a.putAway(view.name, segment)}</p>
      <Button
        look="main"
        busy={busy}
        reason={view.abilities.restore?.reason ?? null}
        onClick={() => void restore()}
      >
        {a.restore}
      </Button>
      <Button onClick={onLeave}>{w.toAll}</Button>
    </Note>
  );
}
