/** Which view or segment is open, the others, and what can be done with it. */
import {
  IconArchive,
  IconArrowBackUp,
  IconBookmark,
  IconBookmarkPlus,
  IconChevronDown,
  IconLink,
  IconPencil,
  IconUserShield,
  IconUsers,
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
import { Button, Menu, MenuDivider, MenuItem, MenuLabel, Part, toast } from '@/ui';
import {
  archiveView,
  changeView,
  restoreView,
  segmentsQuery,
  viewQuery,
  viewsChanged,
  viewsQuery,
} from './queries';
import css from './views.module.css';
import { viewsWords } from './words';

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

interface BarProps {
  account: Account;
  open: { view?: string | undefined; segment?: string | undefined };
  current: CurrentView;
  modified: boolean;
  onOpen: (open: { view?: string; segment?: string } | null) => void;
  onRevert: () => void;
}

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function ViewsBar({ account, open, current, modified, onOpen, onRevert }: BarProps) {
  const w = useWords(viewsWords);
  const client = useQueryClient();
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
  const may = (verb: string) => view?.abilities[verb]?.allowed === true;
  const own = (one: View) => one.owner.account_id === account.id;
  const items = views.data?.items ?? [];

  /** Done, told, and read again; a refusal (somebody changed it first, for instance) is told and read again too. */
  const act = async (doing: () => Promise<string | null>, undo?: () => Promise<unknown>) => {
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
  const copy = async (one: View) => {
    await navigator.clipboard.writeText(location.href);
    toast({ text: one.shared ? w.copied : w.copiedPersonal });
  };

  const closeSave = () => {
    setDialog(null);
    setCopied(null);
  };

  const entry = (one: View) => (
    <MenuItem
      key={one.id}
      chosen={one.id === id}
      icon={one.kind === 'segment' ? <IconUsersGroup {...icon} /> : <IconBookmark {...icon} />}
      onClick={() => onOpen(one.kind === 'segment' ? { segment: one.id } : { view: one.id })}
    >
      {one.count == null ? one.name : w.counted(one.name, one.count)}
    </MenuItem>
  );
  const group = (label: string, entries: View[]) =>
    entries.length > 0 && (
      <>
        <MenuLabel>{label}</MenuLabel>
        {entries.map(entry)}
      </>
    );

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
        <MenuItem chosen={id === undefined} icon={<IconUsers {...icon} />} onClick={() => onOpen(null)}>
          {w.all}
        </MenuItem>
        {group(w.mine, items.filter(own))}
        {group(
          w.shared,
          items.filter((one) => !own(one)),
        )}
        {group(w.segments, segments.data?.items ?? [])}
        <MenuDivider />
        <MenuItem icon={<IconBookmarkPlus {...icon} />} onClick={() => setDialog('save')}>
          {w.saveAs}
        </MenuItem>
        {view && (
          <MenuItem icon={<IconLink {...icon} />} onClick={() => void copy(view)}>
            {w.copy}
          </MenuItem>
        )}
        {view && may('edit') && (
          <MenuItem icon={<IconPencil {...icon} />} onClick={() => setDialog('rename')}>
            {w.rename}
          </MenuItem>
        )}
        {view && may('share') && (
          <MenuItem
            icon={<IconUserShield {...icon} />}
            onClick={() =>
              void act(async () => {
                await changeView(view, { shared: !view.shared });
                return view.shared ? w.personalNow(view.name) : w.sharedNow(view.name);
              })
            }
          >
            {view.shared ? w.unshare : w.share}
          </MenuItem>
        )}
        {view && may('archive') && (
          <MenuItem
            icon={<IconArchive {...icon} />}
            onClick={() => {
              onOpen(null);
              void act(
                async () => {
                  await archiveView(view.id);
                  return w.archived(view.name);
                },
                () => restoreView(view.id),
              );
            }}
          >
            {w.archive}
          </MenuItem>
        )}
      </Menu>
      {modified && view && may('edit') && (
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
              setCopied({ name: w.stale.copyName(stale.view.name), mine: stale.mine });
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
