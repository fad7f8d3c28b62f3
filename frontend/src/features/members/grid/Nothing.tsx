/** No member: none at all yet, or none that fits. */
import { IconFileImport } from '@tabler/icons-react';
import { useWords } from '@/language';
import { Button, EmptyState, LinkButton } from '@/ui';
import { membersWords } from '../words';

interface NothingProps {
  /** A search, a filter or a view narrows the list. */
  narrowed: boolean;
  onClear: () => void;
  onAdd: () => void;
  /** Why nothing can be added. */
  reason: string | null;
}

export function Nothing({ narrowed, onClear, onAdd, reason }: NothingProps) {
  const w = useWords(membersWords).list;
  return narrowed ? (
    <EmptyState
      title={w.none}
      action={
        <>
          <Button onClick={onClear}>{w.clear}</Button>
          <Button look="plain" reason={reason} onClick={onAdd}>
            {w.add}
          </Button>
        </>
      }
    >
      {w.noneText}
    </EmptyState>
  ) : (
    <EmptyState
      title={w.empty}
      action={
        <>
          {reason === null && (
            <LinkButton
              look="main"
              to="/imports"
              icon={<IconFileImport size={20} stroke={1.75} aria-hidden />}
            >
              {w.emptyImport}
            </LinkButton>
          )}
          <Button reason={reason} onClick={onAdd}>
            {w.add}
          </Button>
        </>
      }
    >
      {w.emptyText}
    </EmptyState>
  );
}
