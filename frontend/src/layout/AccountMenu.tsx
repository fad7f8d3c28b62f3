import { IconLanguage } from '@tabler/icons-react';
import { type Language, useWords } from '@/language';
import { Button, lazyPart, Menu, useReadyFor } from '@/ui';
import type { FootTold } from './Foot';
import css from './shells.module.css';
import { layoutWords } from './words';

const fetchItems = () => import('./AccountItems');
const AccountItems = lazyPart(() => fetchItems().then((part) => part.AccountItems));
const PreferencesItems = lazyPart(() => fetchItems().then((part) => part.PreferencesItems));

export interface AccountMenuProps {
  person: { name: string; email: string; initials: string };
  organisations: { id: string; name: string; current: boolean }[];
  isStaff: boolean;
  /** Of a shell that has none of its own. */
  foot?: FootTold;
  /** Keeps the choice with the account, beside this browser. */
  onLanguage: (language: Language) => void;
  onSignOut: () => void;
}

export function AccountMenu(props: AccountMenuProps) {
  const w = useWords(layoutWords);
  const { name, initials } = props.person;
  useReadyFor(fetchItems);
  return (
    <Menu
      target={
        <button type="button" className={css.avatar} aria-label={`${w.account} (${name})`}>
          {initials}
        </button>
      }
    >
      <AccountItems {...props} />
    </Menu>
  );
}

/** Before signing in. */
export function PreferencesMenu() {
  const w = useWords(layoutWords);
  useReadyFor(fetchItems);
  return (
    <Menu
      target={
        <Button look="plain" icon={<IconLanguage size={20} stroke={1.75} aria-hidden />}>
          {w.language}
        </Button>
      }
    >
      <PreferencesItems />
    </Menu>
  );
}
