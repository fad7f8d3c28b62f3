import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { AccountSettings, accountSearch, accountsWords, type OrganisationPicker } from '@/features/accounts';
import { MemberPicker } from '@/features/members';
import { useWords } from '@/language';

const Picker: OrganisationPicker = (props) => {
  const w = useWords(accountsWords).inviteForm;
  return <MemberPicker {...props} removeLabel={w.remove} />;
};

export const Route = createFileRoute('/_equipe/reglages/comptes')({
  validateSearch: accountSearch,
  component: function Accounts() {
    const search = Route.useSearch();
    const navigate = Route.useNavigate();
    const account = useAccount();
    const reason = settingsRefusal(account, useWords(appWords));
    return (
      account && (
        <AccountSettings
          me={account}
          reason={reason}
          picker={Picker}
          search={search}
          onSearch={(next) => void navigate({ search: next, replace: true })}
        />
      )
    );
  },
});
