/** A card with a list whose order one changes, each line with a menu of what may be done with it. */
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '@/language';
import { Button } from './Button';
import { Card } from './Card';
import { Menu, MenuItem } from './Menu';
import { type Moves, OrderedList } from './OrderedList';
import { EmptyState, FailureNotice, type FailureShape, Skeleton } from './states';
import { formWords } from './words/forms';

interface Named {
  id: string;
  name: string;
}

interface OrderedCardProps<T extends Named> {
  title: string;
  action?: ReactNode;
  /** Above the list: a form that adds to it. */
  above?: ReactNode;
  /** Absent while it is on its way. */
  items: readonly T[] | undefined;
  failure: FailureShape | null;
  onRetry: () => void;
  empty: { title: string; text: string };
  /** Why nothing can be changed. */
  reason: string | null;
  /** The place counts from 1. */
  onMove: (item: T, place: number) => Promise<unknown>;
  children: (item: T, moves: Moves) => ReactNode;
}

export function OrderedCard<T extends Named>(props: OrderedCardProps<T>) {
  const { title, action, above, items, failure, onRetry, empty, reason, onMove, children } = props;
  return (
    <Card title={title} action={action}>
      {above}
      {!items && !failure && <Skeleton lines={4} />}
      {failure && <FailureNotice failure={failure} onRetry={onRetry} />}
      {items?.length === 0 && <EmptyState title={empty.title}>{empty.text}</EmptyState>}
      {items && items.length > 0 && (
        <OrderedList
          label={title}
          items={items}
          idOf={({ id }) => id}
          nameOf={({ name }) => name}
          fixed={reason !== null}
          onMove={onMove}
        >
          {children}
        </OrderedList>
      )}
    </Card>
  );
}

interface LineMenuProps {
  /** Of which line. */
  label: string;
  reason: string | null;
  moves: Moves;
  /** What may be done beside moving it. */
  children: ReactNode;
}

export function LineMenu({ label, reason, moves, children }: LineMenuProps) {
  const w = useWords(formWords);
  return (
    <Menu
      target={
        <Button
          size="small"
          look="plain"
          reason={reason}
          aria-label={label}
          icon={<IconDots size={18} stroke={1.75} aria-hidden />}
        />
      }
    >
      {moves.up && (
        <MenuItem icon={<IconArrowUp size={20} stroke={1.75} aria-hidden />} onClick={moves.up}>
          {w.up}
        </MenuItem>
      )}
      {moves.down && (
        <MenuItem icon={<IconArrowDown size={20} stroke={1.75} aria-hidden />} onClick={moves.down}>
          {w.down}
        </MenuItem>
      )}
      {children}
    </Menu>
  );
}
