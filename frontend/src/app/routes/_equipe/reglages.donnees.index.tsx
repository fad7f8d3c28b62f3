import { createFileRoute } from '@tanstack/react-router';
import { operationsWords } from '@/app/operationsWords';
import { PrivacySettings } from '@/features/privacy';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/reglages/donnees/')({
  component: function Settings() {
    return <PrivacySettings mailNames={useWords(operationsWords).mails.purposes} />;
  },
});
