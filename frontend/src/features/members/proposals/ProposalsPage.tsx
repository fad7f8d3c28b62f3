/** What members asked to change, the oldest first: old and new side by side, decided field by field or in one go. */
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, Problem, type Proposal, type ProposalState, sentenceOf } from '@/api';
import { useWords } from '@/language';
import {
  Chip,
  EmptyState,
  FailureNotice,
  FilterChips,
  LoadMore,
  Page,
  Skeleton,
  toast,
  useFocusKept,
  useKeys,
  usePhone,
} from '@/ui';
import { proposalCountsQuery } from '../waiting';
import { Conflict, type ConflictTold } from './Conflict';
import { ProposalCard } from './ProposalCard';
import css from './proposals.module.css';
import { acceptProposal, proposalsChanged, proposalsQuery, reopenProposal } from './queries';
import { RefuseDialog } from './RefuseDialog';
import { proposalsWords } from './words';

interface PageProps {
  state: Extract<ProposalState, 'waiting' | 'decided'>;
  onState: (state: 'waiting' | 'decided') => void;
  /** Only those of this member. */
  member?: string | undefined;
  /** Why nothing can be decided. */
  reason: string | null;
}

/** A request, and those of its fields that are meant; all of them when none is named. */
interface Meant {
  proposal: Proposal;
  fields?: string[] | undefined;
}

export function ProposalsPage({ state, onState, member, reason }: PageProps) {
  const w = useWords(proposalsWords);
  const client = useQueryClient();
  const found = useInfiniteQuery(proposalsQuery(state, member));
  const counts = useQuery(proposalCountsQuery).data;
  const phone = usePhone();
  const [current, setCurrent] = useState(0);
  const [refusing, setRefusing] = useState<Meant | null>(null);
  const [conflict, setConflict] = useState<(Meant & { told: ConflictTold }) | null>(null);
  const proposals = found.data?.pages.flatMap((page) => page.items) ?? [];
  const list = useFocusKept<HTMLUListElement>(proposals.length);
  const at = Math.min(current, Math.max(proposals.length - 1, 0));
  const waits = state === 'waiting' && reason === null;

  const go = (to: number) => {
    const next = Math.max(0, Math.min(to, proposals.length - 1));
    setCurrent(next);
    list.current?.querySelectorAll<HTMLElement>('article')[next]?.focus();
  };
  const undo = (id: string) => async () => {
    await reopenProposal(id);
    await proposalsChanged(client);
  };
  const accept = async (meant: Meant, over?: number) => {
    try {
      const { id, member: of, abilities } = await acceptProposal(meant.proposal.id, meant.fields, over);
      setConflict(null);
      toast({
        text: w.accepted(of.name),
        ...(abilities.reopen?.allowed && { undo: undo(id) }),
      });
      await proposalsChanged(client);
    } catch (error) {
      const told = error instanceof Problem && error.code === 'members.proposal_stale' ? error.body : null;
      if (told) setConflict({ ...meant, told: told as unknown as ConflictTold });
      else toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  useKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => waits && proposals[at] && void accept({ proposal: proposals[at] }),
    r: () => waits && proposals[at] && setRefusing({ proposal: proposals[at] }),
  });

  return (
    <Page title={w.title} lead={counts?.waiting ? w.count(counts.waiting, counts.late) : w.lead}>
      <FilterChips label={w.which}>
        <Chip pressed={state === 'waiting'} count={counts?.waiting} onPress={() => onState('waiting')}>
          {w.waiting}
        </Chip>
        <Chip pressed={state === 'decided'} onPress={() => onState('decided')}>
          {w.decided}
        </Chip>
      </FilterChips>
      {found.isPending && <Skeleton lines={8} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && proposals.length === 0 && (
        <EmptyState title={state === 'waiting' ? w.none : w.noneDecided} done={state === 'waiting'}>
          {state === 'waiting' ? w.noneText : w.noneDecidedText}
        </EmptyState>
      )}
      {proposals.length > 0 && (
        <>
          {waits && !phone && <p className={css.hint}>{w.keysHint}</p>}
          <ul className={css.list} aria-label={w.list} ref={list}>
            {proposals.map((proposal, index) => (
              <li key={proposal.id}>
                <ProposalCard
                  proposal={proposal}
                  current={state === 'waiting' && index === at}
                  reason={reason}
                  onFocus={() => setCurrent(index)}
                  onAccept={(fields) => void accept({ proposal, fields })}
                  onRefuse={(fields) => setRefusing({ proposal, fields })}
                />
              </li>
            ))}
          </ul>
          {found.hasNextPage && (
            <LoadMore
              shown={w.shown(proposals.length)}
              busy={found.isFetchingNextPage}
              onMore={() => void found.fetchNextPage()}
            />
          )}
        </>
      )}
      {refusing && (
        <RefuseDialog
          proposal={refusing.proposal}
          fields={refusing.fields}
          onDone={({ id, member: of }) => {
            setRefusing(null);
            toast({ text: w.refused(of.name), undo: undo(id) });
            void proposalsChanged(client);
          }}
          onClose={() => setRefusing(null)}
        />
      )}
      {conflict && (
        <Conflict
          told={conflict.told}
          onOver={() => accept(conflict, conflict.told.revision)}
          onClose={() => setConflict(null)}
        />
      )}
    </Page>
  );
}
