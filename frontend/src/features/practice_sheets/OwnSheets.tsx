/** What a member tells of what it did, in its own space: begun here, followed to its publication. */
import { IconFilePlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, EmptyState, FailureNotice, LoadMore, lazyPart, Part, Skeleton } from '@/ui';
import { sheetsQuery } from './queries';
import { SheetList } from './SheetList';
import { sheetsWords } from './words';

const NewSheetDialog = lazyPart(() => import('./NewSheetDialog').then((part) => part.NewSheetDialog));

export function OwnSheets({ memberId }: { memberId: string }) {
  const all = useWords(sheetsWords);
  const w = all.own;
  const found = useInfiniteQuery(sheetsQuery({ member: memberId }));
  const [making, setMaking] = useState(false);
  const sheets = found.data?.pages.flatMap((page) => page.items) ?? [];
  const begin = (
    <Button
      look="main"
      icon={<IconFilePlus size={20} stroke={1.75} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {w.new}
    </Button>
  );
  return (
    <>
      <Card title={w.title} action={sheets.length > 0 && begin}>
        <p>{w.lead}</p>
        {found.isPending && <Skeleton lines={4} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
      </Card>
      {found.isSuccess && sheets.length === 0 && (
        <EmptyState title={w.none} action={begin}>
          {w.noneText}
        </EmptyState>
      )}
      {sheets.length > 0 && (
        <>
          <SheetList label={w.title} sheets={sheets} to="/mon-espace/fiches/$sheetId" />
          <LoadMore
            shown={all.shown(sheets.length)}
            busy={found.isFetchingNextPage}
            {...(found.hasNextPage ? { onMore: () => void found.fetchNextPage() } : {})}
          />
        </>
      )}
      <Part>{making && <NewSheetDialog own={memberId} onClose={() => setMaking(false)} />}</Part>
    </>
  );
}
