import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { failureOf } from '@/api';
import { useWords } from '@/language';
import { EmptyState, FailureNotice, LinkButton, Page } from '@/ui';
import { appWords } from '../words';

export function LostPage() {
  const w = useWords(appWords);
  return (
    <main>
      <Page narrow title={w.lost}>
        <EmptyState title={w.lostText} action={<LinkButton to="/">{w.home}</LinkButton>} />
      </Page>
    </main>
  );
}

export function FailedPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  const failure = failureOf(error);
  return (
    <Page narrow title={failure.title}>
      <FailureNotice failure={failure} onRetry={() => void router.invalidate()} />
    </Page>
  );
}
