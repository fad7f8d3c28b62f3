/** What a column's header narrows: one condition on its field, among all that hold. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '@/language';
import { Button, Dialog, Skeleton } from '@/ui';
import { filterFieldsQuery } from '../queries';
import { ConditionRow } from './ConditionRow';
import { begun, type Condition, conditionOf, type FilterTree, finished, withCondition } from './tree';
import { filterWords } from './words';

interface ColumnFilterProps {
  field: string;
  value: FilterTree | null;
  onChange: (tree: FilterTree | null) => void;
  onClose: () => void;
}

export function ColumnFilter({ field, value, onChange, onClose }: ColumnFilterProps) {
  const w = useWords(filterWords);
  const language = useLanguage();
  const fields = useQuery(filterFieldsQuery);
  const found = fields.data?.fields.find(({ key }) => key === field);
  const [own, setOwn] = useState<Condition | null>(null);
  const before = conditionOf(value, field);
  const condition = own ?? before ?? (found ? begun(found) : null);
  const put = (next: Condition | null) => {
    onChange(withCondition(value, field, next));
    onClose();
  };
  return (
    <Dialog
      title={w.quick(found?.label[language] ?? '…')}
      onClose={onClose}
      footer={
        <>
          {before && <Button onClick={() => put(null)}>{w.drop}</Button>}
          <Button look="main" onClick={() => put(condition && finished(condition).tree ? condition : null)}>
            {w.apply}
          </Button>
        </>
      }
    >
      {fields.data && condition ? (
        <ConditionRow fields={fields.data} condition={condition} onChange={setOwn} error={null} />
      ) : (
        <Skeleton lines={2} />
      )}
    </Dialog>
  );
}
