/** Stands in the place of a list that the address asks for and that can't be read: never everybody instead. */
import { useWords } from '@/language';
import { Button, Note } from '@/ui';
import type { Why } from './unread';
import { unreadWords } from './unreadWords';

interface UnreadProps {
  why: readonly Why[];
  onLeave: () => void;
}

export function UnreadList({ why, onLeave }: UnreadProps) {
  const w = useWords(unreadWords);
  const told = (one: Why) =>
    typeof one === 'object' ? one.said : one === 'condition' ? w.condition : w.parts[one];
  return (
    <Note tone="warn">
      <p role="alert">
        <strong>{w.title}</strong> {why.map(told).join(' ')}
      </p>
      <Button onClick={onLeave}>{w.toAll}</Button>
    </Note>
  );
}
