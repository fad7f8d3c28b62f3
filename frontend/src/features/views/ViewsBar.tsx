/** Which view or segment is open, the others, and what can be done with it. */
import { IconBookmark, IconChevronDown, IconUsersGroup } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, lazyPart, Menu, Part, toast, useReadyFor } from '@/ui';
import type { Opened } from './current';
import { segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
import css from './views.module.css';
import { viewsWords } from './words';

const fetchMenu = () => import('./ViewsMenu');
const ViewsMenu = lazyPart(() => fetchMenu().then((part) => part.ViewsMenu));
const RenameViewDialog = lazyPart(() => import('./SaveViewDialog').then((part) => part.RenameViewDialog));

/** Does it, and says what it answers; a refusal is said too. */
export type Act = (doing: () => Promise<string | null>, undo?: () => Promise<unknown>) => Promise<void>;

interface BarProps {
  account: Account;
  open: { view?: string | undefined; segment?: string | undefined };
  /** What stands on the screen is no longer what the name says. */
  modified: boolean;
  onOpen: (open: Opened | null) => void;
  onSaveAs: () => void;
}

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function ViewsBar({ account, open, modified, onOpen, onSaveAs }: BarProps) {
  const w = useWords(viewsWords);
  const client = useQueryClient();
  useReadyFor(fetchMenu);
  const [wanted, setWanted] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const id = open.view ?? open.segment;
  const views = useQuery({ ...viewsQuery, enabled: wanted });
  const segments = useQuery({ ...segmentsQuery, enabled: wanted });
  const opened = useQuery({ ...viewQuery(id ?? ''), enabled: id !== undefined });
  const view = id === undefined ? null : (opened.data ?? null);

  /** Done, told, and read again; a refusal (somebody changed it first, for instance) is told and read again too. */
  const act: Act = async (doing, undo) => {
    try {
      const said = await doing();
      if (said) {
        toast({
          text: said,
          ...(undo && {
            undo: async () => {
              await undo();
              await viewsChanged(client);
            },
          }),
        });
      }
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await viewsChanged(client);
  };

  return (
    <fieldset
      className={css.bar}
      aria-label={w.bar}
      onFocus={() => setWanted(true)}
      onPointerEnter={() => setWanted(true)}
    >
      <Menu
        target={
          <Button icon={view?.kind === 'segment' ? <IconUsersGroup {...icon} /> : <IconBookmark {...icon} />}>
            <span className={css.name}>{view?.name ?? w.all}</span>
            {view?.shared && <small className={css.shared}>{w.sharedSign}</small>}
            {modified && <small className={css.modified}>{view ? w.modified : w.filtered}</small>}
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </Button>
        }
      >
        <ViewsMenu
          account={account}
          id={id}
          view={view}
          views={views.data?.items ?? []}
          segments={segments.data?.items ?? []}
          act={act}
          onOpen={onOpen}
          onSaveAs={onSaveAs}
          onRename={() => setRenaming(true)}
        />
      </Menu>
      <Part>{renaming && view && <RenameViewDialog view={view} onClose={() => setRenaming(false)} />}</Part>
    </fieldset>
  );
}
