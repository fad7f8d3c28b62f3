/** Réglages, Fonctionnement: whether all is well, what waits, and what one does about what failed. */
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '@/api';
import { Columns, FailureNotice, Skeleton } from '@/ui';
import type { OperationsSearch } from './address';
import { Jobs } from './Jobs';
import { Schedules, Workers } from './Machinery';
import { Mails } from './Mails';
import css from './operations.module.css';
import { operationsQuery } from './queries';
import { State } from './State';

interface OperationsProps {
  search: OperationsSearch;
  onSearch: (next: OperationsSearch) => void;
}

export function OperationsPage({ search, onSearch }: OperationsProps) {
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
