/** Asks before something large is done at once. */
import { lazyPart, Part } from '@/ui';
import { useLook } from './desk';
import { parts } from './parts';

const AskedDialog = lazyPart(
  () => parts.askedDialog().then((part) => part.AskedDialog),
  ({ onAnswer }) => onAnswer(false),
);

export function Asked() {
  const asked = useLook('work', (desk) => desk.engine.asking.question);
  return <Part>{asked && <AskedDialog rows={asked.rows} onAnswer={asked.answer} />}</Part>;
}
