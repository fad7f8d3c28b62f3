/** Which view or segment is open, the others, and what can be done with it. */
import {
  IconArrowBackUp,
  IconBookmark,
  IconBookmarkPlus,
  IconChevronDown,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import {
  type Account,
  isStale,
  type Problem,
  type RowDensity,
  sentenceOf,
  type View,
  type ViewColumn,
} from '@/api';
import { useWords } from '@/language';
import { Button, Menu, Part, toast, useReadyFor } from '@/ui';
import { archiveView, changeView, segmentsQuery, viewQuery, viewsChanged, viewsQuery } from './queries';
import css from './views.module.css';
import { viewsWords } from './words';

const fetchMenu = () => import('./ViewsMenu');
const ViewsMenu = lazy(() => fetchMenu().then((part) => ({ default: part.ViewsMenu })));
const fetchDialogs = () => import('./SaveViewDialog');
const SaveViewDialog = lazy(() => fetchDialogs().then((part) => ({ default: part.SaveViewDialog })));
const StaleView = lazy(() => import('./StaleView').then((part) => ({ default: part.StaleView })));
const RenameViewDialog = lazy(() => fetchDialogs().then((part) => ({ default: part.RenameViewDialog })));

/** What a view would keep of the screen as it stands. */
export interface CurrentView {
  columns: ViewColumn[];
  filter: unknown;
  sort?: string | null | undefined;
  density: RowDensity;
  /** What differs from the view that is open: the rest stays as it was kept, archived fields included. */
  changed: { layout: boolean; filter: boolean; sort: boolean };
}

/** Does it, and says what it answers; a refusal is said too. */
export type Act = (doing: () => Promise<string | null>, undo?: () => Promise<unknown>) => Promise<void>;

export type Opened = { view?: string; segment?: string };

interface BarProps {
  account: Account;
  open: { view?: string | undefined; segment?: string | undefined };
  current: CurrentView;
  modified: boolean;
  onOpen: (open: Opened | null) => void;
  onRevert: () => void;
}

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function ViewsBar({ account, open, current, modified, onOpen, onRevert }: BarProps) {
  const w = useWords(viewsWords);
  const client = useQueryClient();
  useReadyFor(fetchMenu);
  const [wanted, setWanted] = useState(false);
  const [dialog, setDialog] = useState<'save' | 'rename' | null>(null);
  /** Somebody saved the open view first; what stood on this screen then. */
  const [stale, setStale] = useState<{ view: View; problem: Problem; mine: CurrentView } | null>(null);
  const [copied, setCopied] = useState<{ name: string; mine: CurrentView } | null>(null);
  const id = open.view ?? open.segment;
  const views = useQuery({ ...viewsQuery, enabled: wanted });
  const segments = useQuery({ ...segmentsQuery, enabled: wanted });
  const opened = useQuery({ ...viewQuery(id ?? ''), enabled: id !== undefined });
  const view = id === undefined ? null : (opened.data ?? null);
  const mayEdit = view?.abilities.edit?.allowed === true;

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
  const save = (one: View) => {
    const mine = current;
    return act(async () => {
      const { changed } = current;
      const kept = {
        ...(changed.filter && { filter: current.filter }),
        ...(one.kind === 'view' && changed.sort && { sort: current.sort ?? null }),
        ...(one.kind === 'view' && changed.layout && { columns: current.columns, density: current.density }),
      };
      const saved = await changeView(one, kept).catch((error) => {
        if (!isStale(error)) throw error;
        setStale({ view: one, problem: error, mine });
        return null;
      });
      if (!saved) return null;
      client.setQueryData(viewQuery(one.id).queryKey, saved);
      onOpen(one.kind === 'segment' ? { segment: one.id } : { view: one.id });
      return w.saved(one.name);
    });
  };
  const closeSave = () => {
    setDialog(null);
    setCopied(null);
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
            {modified && view && <small className={css.modified}>{w.modified}</small>}
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
          onDialog={setDialog}
        />
      </Menu>
      {modified && view && mayEdit && (
        <Button look="plain" icon={<IconBookmarkPlus {...icon} />} onClick={() => void save(view)}>
          {w.save}
        </Button>
      )}
      {modified && view && (
        <Button look="plain" icon={<IconArrowBackUp {...icon} />} onClick={onRevert}>
          {w.revert}
        </Button>
      )}
      <Part>
        {(dialog === 'save' || copied) && (
          <SaveViewDialog
            account={account}
            current={copied?.mine ?? current}
            name={copied?.name ?? ''}
            onClose={closeSave}
            onDone={(made) => {
              closeSave();
              client.setQueryData(viewQuery(made.id).queryKey, made);
              toast({
                text: w.saved(made.name),
                undo: async () => {
                  onOpen(null);
                  await archiveView(made.id);
                  await viewsChanged(client);
                },
              });
              onOpen(made.kind === 'segment' ? { segment: made.id } : { view: made.id });
            }}
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
              setCopied({ name: w.copyName(stale.view.name), mine: stale.mine });
              setStale(null);
            }}
            onClose={() => setStale(null)}
          />
        )}
        {dialog === 'rename' && view && <RenameViewDialog view={view} onClose={() => setDialog(null)} />}
      </Part>
    </fieldset>
  );
}
