/** Beside the conditions: keeps what stands on the screen, over the open view where that is allowed, or as a new one. */
import { IconArrowBackUp, IconBookmarkPlus, IconDeviceFloppy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, isStale, type Problem, sentenceOf, type View } from '@/api';
import { useWords } from '@/language';
import { Button, lazyPart, Part, toast } from '@/ui';
import { type CurrentView, type Opened, opening } from './current';
import { archiveView, changeView, viewQuery, viewsChanged } from './queries';
import { viewsWords } from './words';
import { dialogWords } from './words/dialogs';

const SaveViewDialog = lazyPart(() => import('./SaveViewDialog').then((part) => part.SaveViewDialog));
const StaleView = lazyPart(() => import('./StaleView').then((part) => part.StaleView));

interface SaveProps {
  account: Account;
  /** The open view; none where all members are listed. */
  view: View | null;
  current: CurrentView;
  /** Something of it differs from what is kept. */
  modified: boolean;
  /** A name is asked for: this button opens it, and so do the menu of views and the palette. */
  naming: boolean;
  onNaming: (naming: boolean) => void;
  onOpen: (open: Opened | null) => void;
  onRevert: () => void;
}

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function SaveView(props: SaveProps) {
  const { account, view, current, modified, naming, onNaming, onOpen, onRevert } = props;
  const w = useWords(viewsWords);
  const s = useWords(dialogWords).save;
  const client = useQueryClient();
  /** Somebody saved the open view first; what stood on this screen then. */
  const [stale, setStale] = useState<{ view: View; problem: Problem; mine: CurrentView } | null>(null);
  const [copied, setCopied] = useState<{ name: string; mine: CurrentView } | null>(null);
  const mayEdit = view?.abilities.edit?.allowed === true;

  const save = async (one: View) => {
    const mine = current;
    const { changed } = mine;
    try {
      const saved = await changeView(one, {
        ...(changed.filter && { filter: mine.filter }),
        ...(one.kind === 'view' && changed.sort && { sort: mine.sort ?? null }),
        ...(one.kind === 'view' && changed.layout && { columns: mine.columns, density: mine.density }),
      });
      client.setQueryData(viewQuery(one.id).queryKey, saved);
      onOpen(opening(one));
      toast({ text: s.saved(one.name) });
    } catch (error) {
      if (isStale(error)) setStale({ view: one, problem: error, mine });
      else toast({ text: sentenceOf(error), tone: 'error' });
    }
    await viewsChanged(client);
  };
  const made = (one: View) => {
    onNaming(false);
    setCopied(null);
    client.setQueryData(viewQuery(one.id).queryKey, one);
    toast({
      text: s.saved(one.name),
      undo: async () => {
        onOpen(null);
        await archiveView(one.id);
        await viewsChanged(client);
      },
    });
    onOpen(opening(one));
  };

  return (
    <>
      {modified && view && mayEdit && (
        <Button size="small" icon={<IconDeviceFloppy {...icon} />} onClick={() => void save(view)}>
          {s.save}
        </Button>
      )}
      {modified && (
        <Button
          size="small"
          look={mayEdit ? 'plain' : 'quiet'}
          icon={<IconBookmarkPlus {...icon} />}
          aria-haspopup="dialog"
          onClick={() => onNaming(true)}
        >
          {mayEdit ? s.saveNew : w.saveThis}
        </Button>
      )}
      {modified && view && (
        <Button size="small" look="plain" icon={<IconArrowBackUp {...icon} />} onClick={onRevert}>
          {s.revert}
        </Button>
      )}
      <Part>
        {(naming || copied) && (
          <SaveViewDialog
            account={account}
            current={copied?.mine ?? current}
            name={copied?.name ?? ''}
            onClose={() => {
              onNaming(false);
              setCopied(null);
            }}
            onDone={made}
          />
        )}
        {stale && (
          <StaleView
            name={stale.view.name}
            problem={stale.problem}
            onTheirs={() => {
              setStale(null);
              onRevert();
            }}
            onCopy={() => {
              setCopied({ name: s.copyName(stale.view.name), mine: stale.mine });
              setStale(null);
            }}
            onClose={() => setStale(null)}
          />
        )}
      </Part>
    </>
  );
}
