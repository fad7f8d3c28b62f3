import { lazyPart, Part } from '@/ui';
import { useQuestion } from '../unsaved';

export const fetchUnsaved = () => import('./UnsavedDialog');
const UnsavedDialog = lazyPart(() => fetchUnsaved().then((part) => part.UnsavedDialog));

/** On every page, since one signs out from every page. Where the question can't be shown, one stays. */
export function Unsaved() {
  const question = useQuestion();
  return <Part>{question && <UnsavedDialog {...question} onClose={() => question.answer(false)} />}</Part>;
}
