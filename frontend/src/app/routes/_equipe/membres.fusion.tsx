import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useAccount } from '@/api';
import { MergePage, membersWords, mergeWords } from '@/features/members';
import { useWords } from '@/language';
import { EmptyState, LinkButton, Page } from '@/ui';

interface Two {
  /** The record that stays. */
  garde?: string;
  avec?: string;
}

export const Route = createFileRoute('/_equipe/membres/fusion')({
  validateSearch: (raw: Record<string, unknown>): Two => ({
    ...(typeof raw.garde === 'string' && { garde: raw.garde }),
    ...(typeof raw.avec === 'string' && { avec: raw.avec }),
  }),
  component: function Merging() {
    const { garde, avec } = Route.useSearch();
    const account = useAccount();
    const navigate = useNavigate();
    const w = useWords(mergeWords).merge;
    const { readerOnly } = useWords(membersWords).list;
    if (!account) return null;
    if (!garde || !avec) {
      return (
        <Page title={w.title}>
          <EmptyState
            title={w.missing}
            action={
              <LinkButton look="main" to="/membres/doublons">
                {w.toPairs}
              </LinkButton>
            }
          >
            {w.missingText}
          </EmptyState>
        </Page>
      );
    }
    return (
      <MergePage
        key={`${garde} ${avec}`}
        into={garde}
        other={avec}
        onSwap={() =>
          void navigate({ to: '/membres/fusion', search: { garde: avec, avec: garde }, replace: true })
        }
        reason={account.role === 'reader' ? readerOnly : null}
      />
    );
  },
});
