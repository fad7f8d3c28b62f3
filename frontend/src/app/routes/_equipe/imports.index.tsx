import { createFileRoute } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { appWords } from '@/app/words';
import { ImportsPage } from '@/features/imports';
import { useWords } from '@/language';

export const Route = createFileRoute('/_equipe/imports/')({
  component: function Imports() {
    const w = useWords(appWords);
    return <ImportsPage reason={useAccount()?.role === 'reader' ? w.readOnly : null} />;
  },
});
