import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { settingsRefusal } from '@/app/pages/SettingsPage';
import { appWords } from '@/app/words';
import { AccountSettings, accountsWords, type OrganisationPicker } from '@/features/accounts';
import { MemberPicker } from '@/features/members';
import { useWords } from '@/language';

const Picker: OrganisationPicker = (props) => {
  const w = useWords(accountsWords).inviteForm;
  return <MemberPicker {...props} removeLabel={w.remove} />;
};

export const Route = createFileRoute('/_equipe/reglages/comptes')({
  component: function Accounts() {
    const account = useAccount();
    const reason = settingsRefusal(account, useWords(appWords));
    return account && <AccountSettings me={account} reason={reason} picker={Picker} />;
  },
});
