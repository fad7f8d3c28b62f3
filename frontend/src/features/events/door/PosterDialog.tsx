import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { download, failureOf, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog, FailureNotice, FieldStack, Skeleton, toast, uiWords, useCopy } from '@/ui';
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
  const print = () =>
    download(`/events/${id}/pdf?form=door`, null).catch((error) =>
      toast({ text: sentenceOf(error), tone: 'error' }),
    );
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
                look="main"
                icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
                onClick={() => void print()}
              >
                {w.posterPrint}
              </Button>
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
