import { IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { failureOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FailureNotice, FieldStack, Skeleton, uiWords, useCopy } from '@/ui';
import events from '../events.module.css';
import { posterQuery } from '../queries';
import css from './door.module.css';
import { doorWords } from './words';

/** The page where people tick themselves on their own phones: on a poster, or told aloud. */
export function PosterDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(doorWords);
  const { close } = useWords(uiWords);
  const copy = useCopy();
  const found = useQuery(posterQuery(id));
  return (
    <Dialog title={w.posterTitle} onClose={onClose} footer={<Button onClick={onClose}>{close}</Button>}>
      <FieldStack>
        <p>{w.posterText}</p>
        {found.isPending && <Skeleton lines={3} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {found.data && (
          <>
            <p className={css.code}>{found.data.url}</p>
            <div className={events.actions}>
              <Button
                icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
                onClick={() => void copy(found.data.url, w.posterCopied)}
              >
                {w.posterCopy}
              </Button>
            </div>
          </>
        )}
      </FieldStack>
    </Dialog>
  );
}
