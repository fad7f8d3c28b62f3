/** A calendar of one's own: its address is told once, and can be taken back. */
import { IconCalendarPlus, IconCopy, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, idempotencyKey, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { AnchorButton, Button, Card, FailureNotice, Skeleton, toast, useCopy } from '@/ui';
import { closeCalendar, openCalendar } from '../changes';
import css from '../events.module.css';
import { ownCalendarQuery } from '../queries';
import { AskOnce } from '../way/AskOnce';
import { ownWords } from './words';

export function CalendarCard() {
  const w = useWords(ownWords).calendar;
  const days = useDays();
  const client = useQueryClient();
  const copy = useCopy();
  const found = useQuery(ownCalendarQuery);
  const [address, setAddress] = useState<{ webcal_url: string; https_url: string } | null>(null);
  const [asking, setAsking] = useState<'renew' | 'close' | null>(null);
  const since = found.data?.since;
  const open = async () => {
    setAddress(await openCalendar(idempotencyKey()));
    await client.invalidateQueries({ queryKey: ownCalendarQuery.queryKey });
  };
  const openFirst = () => open().catch((error) => toast({ text: sentenceOf(error), tone: 'error' }));
  const close = async () => {
    await closeCalendar();
    setAddress(null);
  };
  return (
    <Card title={w.title}>
      <div className={css.stack}>
        <p>{w.lead}</p>
        {found.isPending && <Skeleton lines={2} />}
        {found.isError && (
          <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
        )}
        {address && (
          <div role="status" className={css.stack}>
            <p>{w.once}</p>
            <div className={css.actions}>
              <AnchorButton
                look="main"
                href={address.webcal_url}
                icon={<IconCalendarPlus size={20} stroke={1.75} aria-hidden />}
              >
                {w.subscribe}
              </AnchorButton>
              <Button
                icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
                onClick={() => void copy(address.https_url, w.copied)}
              >
                {w.copy}
              </Button>
            </div>
          </div>
        )}
        {found.isSuccess && !since && !address && (
          <div>
            <Button
              icon={<IconCalendarPlus size={20} stroke={1.75} aria-hidden />}
              onClick={() => void openFirst()}
            >
              {w.open}
            </Button>
          </div>
        )}
        {since && (
          <>
            {!address && <p className={css.hint}>{w.since(days.instant(since))}</p>}
            <div className={css.actions}>
              <Button onClick={() => setAsking('renew')}>{w.renew}</Button>
              <Button
                icon={<IconTrash size={20} stroke={1.75} aria-hidden />}
                onClick={() => setAsking('close')}
              >
                {w.close}
              </Button>
            </div>
          </>
        )}
      </div>
      {asking && (
        <AskOnce
          asked={
            asking === 'renew'
              ? { title: w.renewTitle, text: w.renewText, button: w.renew, done: w.renewed, make: open }
              : { title: w.closeTitle, text: w.closeText, button: w.close, done: w.closed, make: close }
          }
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
