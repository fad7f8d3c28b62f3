/** The views and segments there are, and what can be done with the open one: fetched when the menu is first opened. */
import {
  IconArchive,
  IconBookmark,
  IconBookmarkPlus,
  IconLink,
  IconPencil,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Account, View } from '@/api';
import { useWords } from '@/language';
import { MenuDivider, MenuItem, MenuLabel, useCopy } from '@/ui';
import { type Opened, opening } from './current';
import { archiveView, changeView, restoreView } from './queries';
import type { Act } from './ViewsBar';
import css from './views.module.css';
import { viewsWords } from './words';
import { dialogWords } from './words/dialogs';

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

interface ViewsMenuProps {
  account: Account;
  /** The open one, and its record once it is read. */
  id: string | undefined;
  view: View | null;
  views: readonly View[];
  segments: readonly View[];
  act: Act;
  onOpen: (open: Opened | null) => void;
  onSaveAs: () => void;
  onRename: () => void;
}

export function ViewsMenu(props: ViewsMenuProps) {
  const { account, id, view, views, segments, act, onOpen, onSaveAs, onRename } = props;
  const w = useWords(viewsWords);
  const m = useWords(dialogWords).menu;
  const may = (verb: string) => view?.abilities[verb]?.allowed === true;
  const own = (one: View) => one.owner.account_id === account.id;
  const copy = useCopy();
  const copyLink = (one: View) => copy(location.href, one.shared ? m.copied : m.copiedPersonal);

  const entry = (one: View) => (
    <MenuItem
      key={one.id}
      chosen={one.id === id}
      icon={one.kind === 'segment' ? <IconUsersGroup {...icon} /> : <IconBookmark {...icon} />}
      onClick={() => onOpen(opening(one))}
    >
      {one.count == null ? one.name : m.counted(one.name, one.count)}{' '}
      {one.shared && (own(one) || one.kind === 'segment') && (
        <small className={css.shared}>{w.sharedSign}</small>
      )}
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
    <>
      <MenuItem chosen={id === undefined} icon={<IconUsers {...icon} />} onClick={() => onOpen(null)}>
        {w.all}
      </MenuItem>
      {group(m.mine, views.filter(own))}
      {group(
        m.shared,
        views.filter((one) => !own(one)),
      )}
      {group(m.segments, [...segments])}
      <MenuDivider />
      <MenuItem icon={<IconBookmarkPlus {...icon} />} onClick={onSaveAs}>
        {m.saveAs}
      </MenuItem>
      {view && (
        <MenuItem icon={<IconLink {...icon} />} onClick={() => void copyLink(view)}>
          {m.copy}
        </MenuItem>
      )}
      {view && may('edit') && (
        <MenuItem icon={<IconPencil {...icon} />} onClick={onRename}>
          {m.rename}
        </MenuItem>
      )}
      {view && may('share') && (
        <MenuItem
          icon={<IconUserShield {...icon} />}
          onClick={() =>
            void act(async () => {
              await changeView(view, { shared: !view.shared });
              return view.shared ? m.personalNow(view.name) : m.sharedNow(view.name);
            })
          }
        >
          {view.shared ? m.unshare : m.share}
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
                return m.archived(view.name);
              },
              () => restoreView(view.id),
            );
          }}
        >
          {m.archive}
        </MenuItem>
      )}
    </>
  );
}
