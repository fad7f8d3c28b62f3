import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Account, failureOf } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  LoadMore,
  Skeleton,
  TextField,
  useSettled,
} from '@/ui';
import { AccountLine } from './AccountLine';
import css from './accounts.module.css';
import { InviteDialog } from './InviteDialog';
import type { OrganisationPicker } from './organisations';
import { accountsQuery } from './queries';
import { ACCOUNT_FILTERS, type AccountFilter, type AccountSearch, accountSearch } from './search';
import { TeamSecondFactor } from './TeamSecondFactor';
import { accountsWords, protectionWords } from './words';

interface SettingsProps {
  me: Account;
  reason: string | null;
  picker: OrganisationPicker;
  search: AccountSearch;
  onSearch: (search: AccountSearch) => void;
}

export function AccountSettings({ me, reason, picker, search, onSearch }: SettingsProps) {
  const words = useWords(accountsWords);
  const w = words.list;
  const more = useWords(protectionWords).list;
  const [text, setText] = useState(search.q ?? '');
  const q = useSettled(text.trim(), 200);
  const [inviting, setInviting] = useState(false);
  const filter = search.etat ?? 'tous';
  const accounts = useInfiniteQuery(accountsQuery(q, filter));
  const items = accounts.data?.pages.flatMap((page) => page.items) ?? [];
  const show = (etat: AccountFilter) => onSearch(accountSearch({ q, etat }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what was typed, not the other way round
  useEffect(() => {
    if (q !== (search.q ?? '')) onSearch(accountSearch({ q, etat: filter }));
  }, [q]);
  const names: Record<AccountFilter, string> = {
    tous: more.all,
    invites: more.invited,
    desactives: more.disabled,
    'sans-deux-etapes': more.without,
  };
  const noneInvited = filter === 'invites' && q === '';
  return (
    <>
      <TeamSecondFactor onSee={() => show('sans-deux-etapes')} />
      <Card
        title={w.title}
        action={
          <Button
            look="main"
            reason={reason}
            icon={<IconUserPlus size={20} stroke={1.75} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            {w.invite}
          </Button>
        }
      >
        <div className={css.filters}>
          <TextField
            type="search"
            label={w.search}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <FilterChips label={more.filters}>
            {ACCOUNT_FILTERS.map((one) => (
              <Chip key={one} pressed={filter === one} onPress={() => show(one)}>
                {names[one]}
              </Chip>
            ))}
          </FilterChips>
        </div>
        {accounts.isPending && <Skeleton lines={6} />}
        {accounts.isError && (
          <FailureNotice failure={failureOf(accounts.error)} onRetry={() => void accounts.refetch()} />
        )}
        {accounts.isSuccess && items.length === 0 && (
          <EmptyState title={noneInvited ? more.noneInvited : w.empty}>
            {noneInvited ? more.noneInvitedText : w.emptyText}
          </EmptyState>
        )}
        {items.length > 0 && (
          <>
            <ul className={css.list}>
              {items.map((account) => (
                <AccountLine
                  key={account.id}
                  account={account}
                  isMe={account.id === me.id}
                  reason={reason}
                  picker={picker}
                />
              ))}
            </ul>
            <LoadMore
              shown={w.shown(items.length)}
              busy={accounts.isFetchingNextPage}
              {...(accounts.hasNextPage ? { onMore: () => void accounts.fetchNextPage() } : {})}
            />
          </>
        )}
        {inviting && <InviteDialog picker={picker} onClose={() => setInviting(false)} />}
      </Card>
    </>
  );
}
