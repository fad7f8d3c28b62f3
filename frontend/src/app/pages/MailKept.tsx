/** Mail that was kept instead of sent, and what became of the rest: an administrator reads it here. */
import { IconCopy } from '@tabler/icons-react';
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answer, api, type Delivery, failureOf } from '@/api';
import { useDays, useWords } from '@/language';
import {
  Button,
  Card,
  Dialog,
  EmptyState,
  FailureNotice,
  LoadMore,
  Skeleton,
  StatusMark,
  Table,
  toast,
} from '@/ui';
import { appWords } from '../words';
import css from './settings.module.css';

const deliveriesQuery = infiniteQueryOptions({
  queryKey: ['deliveries'],
  queryFn: ({ pageParam, signal }) =>
    answer(api.GET('/deliveries', { params: { query: pageParam ? { cursor: pageParam } : {} }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});
const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => answer(api.GET('/deliveries/{id}', { params: { path: { id } }, signal })),
  });

const MARKS = {
  kept: ['half', 'warn'],
  queued: ['ring', 'ciel'],
  sent: ['disc', 'ok'],
  failed: ['square', 'err'],
  uncertain: ['diamond', 'warn'],
} as const;

interface MailKeptProps {
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}

export function MailKept({ open, onOpen }: MailKeptProps) {
  const w = useWords(appWords).mails;
  const days = useDays();
  const list = useInfiniteQuery(deliveriesQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const state = (row: Delivery) => {
    const [shape, tone] = MARKS[row.state];
    return (
      <StatusMark shape={shape} tone={tone}>
        {w.states[row.state]}
      </StatusMark>
    );
  };
  const subject = (row: Delivery) => (
    <button type="button" className={css.subject} onClick={() => onOpen(row.id)}>
      {row.subject}
    </button>
  );
  return (
    <>
      <p className={css.lead}>{w.lead}</p>
      {list.isPending && <Skeleton lines={6} />}
      {list.isError && <FailureNotice failure={failureOf(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <EmptyState title={w.empty}>{w.emptyText}</EmptyState>}
      {rows.length > 0 && (
        <>
          <Table
            caption={w.shown}
            rows={rows}
            idOf={(row) => row.id}
            columns={[
              { key: 'subject', title: w.subject, cell: subject },
              { key: 'to', title: w.to, cell: (row) => row.to },
              { key: 'state', title: w.state, cell: state },
              { key: 'when', title: w.when, cell: (row) => days.instant(row.sent_at ?? row.created_at) },
            ]}
            card={(row) => (
              <div className={css.card}>
                {subject(row)}
                <span>{row.to}</span>
                {state(row)}
              </div>
            )}
          />
          <LoadMore shown="" {...(list.hasNextPage ? { onMore: () => void list.fetchNextPage() } : {})} />
        </>
      )}
      {open && <MailDialog id={open} onClose={() => onOpen(undefined)} />}
    </>
  );
}

/** The message as it would be read, in a frame without scripts. */
function MailDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const w = useWords(appWords).mails;
  const mail = useQuery(deliveryQuery(id));
  return (
    <Dialog shape="large" title={mail.data?.subject ?? '…'} onClose={onClose}>
      {mail.isPending && <Skeleton lines={6} />}
      {mail.isError && <FailureNotice failure={failureOf(mail.error)} />}
      {mail.data && (
        <Card>
          {/* The text first: its links work, those of the sandboxed frame don't. */}
          {mail.data.text && <Letter text={mail.data.text} />}
          {!mail.data.text && mail.data.html && (
            <iframe
              className={css.frame}
              title={w.content(mail.data.subject)}
              sandbox=""
              srcDoc={mail.data.html}
            />
          )}
        </Card>
      )}
    </Dialog>
  );
}

const LINK = /(https?:\/\/\S+)/;

/** The words of a message: its links can be followed, and copied to be handed over. */
function Letter({ text }: { text: string }) {
  const w = useWords(appWords).mails;
  const parts = text.split(LINK);
  const links = [...new Set(parts.filter((_, at) => at % 2 === 1))];
  return (
    <>
      <pre className={css.text}>
        {parts.map((part, at) =>
          at % 2 === 1 ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text that stands still
            <a key={at} href={part} target="_blank" rel="noreferrer">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </pre>
      {links.length > 0 && (
        <div className={css.links}>
          {links.map((link) => (
            <Button
              key={link}
              icon={<IconCopy size={18} stroke={1.75} aria-hidden />}
              onClick={() => {
                void navigator.clipboard.writeText(link);
                toast({ text: w.linkCopied });
              }}
            >
              {links.length === 1 ? w.copyLink : `${w.copyLink} (${new URL(link).pathname})`}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
