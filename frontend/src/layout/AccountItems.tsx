/** What the menus of an account hold: fetched when one is first opened. */
import {
  IconAccessible,
  IconBuildingCommunity,
  IconDeviceDesktop,
  IconDoor,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconShieldLock,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { LANGUAGES, type Language, setLanguage, useLanguage, useWords } from '@/language';
import {
  type Appearance,
  MenuDivider,
  MenuItem,
  MenuLabel,
  type SitePage,
  sitePage,
  useAppearance,
} from '@/ui';
import type { AccountMenuProps } from './AccountMenu';
import type { FootTold } from './Foot';
import { layoutWords } from './words';
import { accountWords } from './words/account';
import { footWords } from './words/foot';

const NAMES = { fr: 'Français', en: 'English' } as const;

export function AccountItems({
  person,
  organisations,
  isStaff,
  foot,
  onLanguage,
  onSignOut,
}: AccountMenuProps) {
  const a = useWords(accountWords);
  const navigate = useNavigate();
  return (
    <>
      <MenuLabel>
        {person.name}
        <br />
        {person.email}
      </MenuLabel>
      <MenuItem icon={<IconUser size={20} stroke={1.75} />} onClick={() => navigate({ to: '/mon-compte' })}>
        {a.myAccount}
      </MenuItem>
      {organisations.length > 0 && (
        <>
          <MenuDivider />
          <MenuLabel>{a.organisations}</MenuLabel>
          {isStaff && (
            <MenuItem icon={<IconDoor size={20} stroke={1.75} />} onClick={() => navigate({ to: '/' })}>
              {a.staffDoor}
            </MenuItem>
          )}
          {organisations.map((organisation) => (
            <MenuItem
              key={organisation.id}
              chosen={organisation.current}
              icon={<IconBuildingCommunity size={20} stroke={1.75} />}
              onClick={() => navigate({ to: '/mon-espace/$memberId', params: { memberId: organisation.id } })}
            >
              {organisation.name}
            </MenuItem>
          ))}
        </>
      )}
      <MenuDivider />
      <AppearanceItems />
      <MenuDivider />
      <LanguageItems onChosen={onLanguage} />
      <MenuDivider />
      {foot && <SiteItems {...foot} />}
      <MenuItem icon={<IconLogout size={20} stroke={1.75} />} onClick={onSignOut}>
        {a.signOut}
      </MenuItem>
    </>
  );
}

/** In a tab of their own: what is typed on this page stays. */
function SiteItems({ accessibility }: FootTold) {
  const w = useWords(footWords);
  const language = useLanguage();
  const open = (page: SitePage) => window.open(sitePage(page, language), '_blank', 'noopener');
  return (
    <>
      <MenuItem
        icon={<IconShieldLock size={20} stroke={1.75} />}
        onClick={() => open('/donnees-personnelles')}
      >
        {w.personalData} <span data-visually-hidden>{w.newTab}</span>
      </MenuItem>
      <MenuItem icon={<IconAccessible size={20} stroke={1.75} />} onClick={() => open('/accessibilite')}>
        {w.accessibility[accessibility]} <span data-visually-hidden>{w.newTab}</span>
      </MenuItem>
      <MenuDivider />
    </>
  );
}

/** Before signing in: language and appearance only. */
export function PreferencesItems() {
  return (
    <>
      <LanguageItems />
      <MenuDivider />
      <AppearanceItems />
    </>
  );
}

function AppearanceItems() {
  const a = useWords(accountWords);
  const { appearance, setAppearance } = useAppearance();
  const options: { value: Appearance; label: string; icon: typeof IconSun }[] = [
    { value: 'light', label: a.light, icon: IconSun },
    { value: 'dark', label: a.dark, icon: IconMoon },
    { value: 'auto', label: a.auto, icon: IconDeviceDesktop },
  ];
  return (
    <>
      <MenuLabel>{a.appearance}</MenuLabel>
      {options.map(({ value, label, icon: Icon }) => (
        <MenuItem
          key={value}
          chosen={appearance === value}
          icon={<Icon size={20} stroke={1.75} />}
          onClick={() => setAppearance(value)}
        >
          {label}
        </MenuItem>
      ))}
    </>
  );
}

function LanguageItems({ onChosen }: { onChosen?: (language: Language) => void }) {
  const w = useWords(layoutWords);
  const language = useLanguage();
  return (
    <>
      <MenuLabel>{w.language}</MenuLabel>
      {LANGUAGES.map((value) => (
        <MenuItem
          key={value}
          lang={value}
          chosen={language === value}
          icon={<IconLanguage size={20} stroke={1.75} />}
          onClick={() => {
            void setLanguage(value);
            onChosen?.(value);
          }}
        >
          {NAMES[value]}
        </MenuItem>
      ))}
    </>
  );
}
