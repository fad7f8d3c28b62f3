import { useWords } from '@/language';
import { Button } from './Button';
import css from './LoadMore.module.css';
import { uiWords } from './words';

export function LoadMore({ shown, onMore, busy }: { shown: string; onMore?: () => void; busy?: boolean }) {
  const w = useWords(uiWords);
  return (
    <div className={css.pager}>
      <span role="status">{shown}</span>
      {onMore && (
        <Button onClick={onMore} busy={busy}>
          {w.more}
        </Button>
      )}
    </div>
  );
}
