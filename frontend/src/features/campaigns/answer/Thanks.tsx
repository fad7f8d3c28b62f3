import type { RecordReview } from '@/api';
import { useWords } from '@/language';
import { Button } from '@/ui';
import { FIX_FIELDS, type FixValues } from './fixes';
import { RecordFactsList } from './RecordFactsList';
import { answerWords } from './words';

interface ThanksProps {
  review: RecordReview;
  club: string;
  /** What was typed, when something was corrected. */
  typed: FixValues | null;
  onMore: () => void;
}

/** What became of the answer: what applies is named, and what waits with what was asked for. */
export function Thanks({ review, club, typed, onMore }: ThanksProps) {
  const w = useWords(answerWords);
  const named = (fields: string[]) => FIX_FIELDS.filter((field) => fields.includes(field));
  const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
  const applied = named(review.applied).map((field) => small(w.fields[field]));
  const waits = named(review.waits).map((field) =>
    w.asked(small(w.fields[field]), typed?.[field].trim() ?? ''),
  );
  return (
    <>
      <div role="status">
        <p>{review.answer ? w.after[review.answer](club) : null}</p>
        {applied.length > 0 && <p>{w.applied(applied)}</p>}
        {waits.length > 0 && <p>{w.waits(waits)}</p>}
      </div>
      <RecordFactsList review={review} />
      <div>
        <Button onClick={onMore}>{w.more}</Button>
      </div>
    </>
  );
}
