/** Stands in the place of a list that the address asks for and that can't be read: never everybody instead. */
import { useWords } from '@/language';
import { Button, Note } from '@/ui';
import { membersWords } from '../words';

interface UnreadProps {
  /** A sentence for each thing that is wrong. */
  why: readonly string[];
  onLeave: () => void;
}

export function UnreadList({ why, onLeave }: UnreadProps) {
  const w = useWords(membersWords).list.unread;
  return (
    <Note tone="warn">
      <p role="alert">
        <strong>{w.title}</strong> {why.join(' ')}
      </p>
      <Button onClick={onLeave}>{w.toAll}</Button>
    </Note>
  );
}
