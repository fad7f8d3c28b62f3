/** Réglages, Fonctionnement: whether all is well, what waits, and what one does about what failed. */
import { useQuery } from '@tanstack/react-query';
import { failureOf, useAccount } from '@/api';
import { useWords } from '@/language';
import { Columns, EmptyState, FailureNotice, LinkButton, Skeleton } from '@/ui';
import { operationsWords } from '../../operationsWords';
import { Jobs } from './Jobs';
import { Schedules, Workers } from './Machinery';
import { Mails } from './Mails';
import css from './operations.module.css';
import { operationsQuery } from './queries';
import { State } from './State';
import type { OperationsSearch } from './told';

interface OperationsProps {
  search: OperationsSearch;
  onSearch: (next: OperationsSearch) => void;
}

export function OperationsPage(props: OperationsProps) {
  const w = useWords(operationsWords);
  if (useAccount()?.role === 'admin') return <Sections {...props} />;
  return (
    <EmptyState title={w.refused} action={<LinkButton to="/reglages/club">{w.toSettings}</LinkButton>}>
      {w.refusedText}
    </EmptyState>
  );
}

function Sections({ search, onSearch }: OperationsProps) {
  const operations = useQuery(operationsQuery);
  const { data, dataUpdatedAt } = operations;
  if (!data) {
    if (operations.isPending) return <Skeleton lines={8} />;
    return <FailureNotice failure={failureOf(operations.error)} onRetry={() => void operations.refetch()} />;
  }
  return (
    <div className={css.sections}>
      {operations.isError && (
        <FailureNotice failure={failureOf(operations.error)} onRetry={() => void operations.refetch()} />
      )}
      <State operations={data} at={dataUpdatedAt} />
      <Columns
        main={
          <Jobs
            operations={data}
            chosen={search.taches}
            onChoose={(taches) => onSearch({ ...search, taches })}
          />
        }
        side={
          <div className={css.sections}>
            <Workers workers={data.workers} />
            <Schedules schedules={data.schedules} />
          </div>
        }
      />
      <Mails counts={data.mails} search={search} onSearch={onSearch} />
    </div>
  );
}
