import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { failureOf, type Outlines, problemToFormErrors, reasonOf, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, FailureNotice, Note, Progress, Skeleton, toast } from '@/ui';
import { readOutlines } from './outlineFile';
import { fetchOutlines, outlinesQuery, putOutlines } from './queries';
import css from './settings.module.css';
import { directorySettingsWords } from './words';

/** In bytes; of the contract. */
const MOST = 20_000_000;

/** The outlines of communes on the map: fetched in one click, or sent in. */
export function OutlinesCard() {
  const w = useWords(directorySettingsWords).outlines;
  const outlines = useQuery(outlinesQuery);
  useCame(outlines.data);
  return (
    <Card title={w.title}>
      {outlines.isPending && <Skeleton lines={4} />}
      {outlines.isError && (
        <FailureNotice failure={failureOf(outlines.error)} onRetry={() => void outlines.refetch()} />
      )}
      {outlines.data && (
        <div className={css.cards}>
          <Standing outlines={outlines.data} />
          {outlines.data.communes.length > 0 && <Ways outlines={outlines.data} />}
        </div>
      )}
    </Card>
  );
}

/** Whoever waited for them is told that they came; why they did not, the card says. */
function useCame(outlines: Outlines | undefined) {
  const w = useWords(directorySettingsWords).outlines;
  const waited = useRef(false);
  const fetching = outlines?.fetching;
  const failed = Boolean(outlines?.failure);
  useEffect(() => {
    if (waited.current && fetching === false && !failed) toast({ text: w.came });
    waited.current = fetching === true;
  }, [fetching, failed, w]);
}

function Standing({ outlines }: { outlines: Outlines }) {
  const w = useWords(directorySettingsWords).outlines;
  const days = useDays();
  const { communes, outlined, origin, put_at, fetching, failure_detail } = outlines;
  const missing = communes.filter((commune) => !commune.outlined);
  if (communes.length === 0) {
    return (
      <Note>
        <span>{w.noTerritory}</span>
        <Link to="/reglages/territoire">{w.toTerritory}</Link>
      </Note>
    );
  }
  return (
    <>
      {outlined === 0 ? (
        <p className={css.lead}>{w.none}</p>
      ) : (
        <p>
          {missing.length === 0 ? w.all(outlined) : w.some(outlined, communes.length)}{' '}
          {origin && put_at && w[origin](days.instant(put_at))}
        </p>
      )}
      {outlined > 0 && missing.length > 0 && (
        <details className={css.missing}>
          <summary>{w.missing}</summary>
          <ul>
            {missing.map(({ insee_code, name }) => (
              <li key={insee_code}>{name}</li>
            ))}
          </ul>
        </details>
      )}
      {fetching && (
        <div>
          <Progress label={w.fetching} done={null} total={1} />
          <p className={css.lead}>{w.fetchingText}</p>
        </div>
      )}
      {!fetching && failure_detail && (
        <div role="alert">
          <Note tone="warn">{failure_detail}</Note>
        </div>
      )}
    </>
  );
}

function Ways({ outlines }: { outlines: Outlines }) {
  const w = useWords(directorySettingsWords).outlines;
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<'fetch' | 'put' | null>(null);
  const [faults, setFaults] = useState<string[]>([]);
  const attempt = async (verb: 'fetch' | 'put', action: () => Promise<Outlines>) => {
    setBusy(verb);
    setFaults([]);
    try {
      client.setQueryData(outlinesQuery.queryKey, await action());
      if (verb === 'put') toast({ text: w.put });
    } catch (error) {
      const { leftovers } = problemToFormErrors(error, () => false);
      setFaults(leftovers.length > 0 ? leftovers : [sentenceOf(error)]);
      await client.invalidateQueries({ queryKey: outlinesQuery.queryKey });
    } finally {
      setBusy(null);
    }
  };
  const send = async (file: File) => {
    if (file.size > MOST) return setFaults([w.tooLarge(file.name)]);
    const read = readOutlines(await file.text());
    if (!read) return setFaults([w.unreadable(file.name)]);
    await attempt('put', () => putOutlines(outlines.revision, read));
  };
  return (
    <>
      {faults.length > 0 && (
        <div role="alert">
          <Note tone="err">
            {faults.map((fault) => (
              <span key={fault}>{fault}</span>
            ))}
          </Note>
        </div>
      )}
      <div className={css.ways}>
        <Button
          look={outlines.outlined === 0 ? 'main' : 'quiet'}
          icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
          busy={busy === 'fetch'}
          reason={reasonOf(outlines.abilities.fetch)}
          onClick={() => void attempt('fetch', fetchOutlines)}
        >
          {w.fetch}
        </Button>
        <Button
          icon={<IconUpload size={20} stroke={1.75} aria-hidden />}
          busy={busy === 'put'}
          reason={reasonOf(outlines.abilities.put)}
          onClick={() => field.current?.click()}
        >
          {w.send}
        </Button>
        <input
          ref={field}
          type="file"
          hidden
          accept=".geojson,.json,application/geo+json,application/json"
          aria-label={w.send}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file may be chosen again after it was corrected.
            event.currentTarget.value = '';
            if (file) void send(file);
          }}
        />
      </div>
      <p className={css.lead}>{w.sendHint}</p>
    </>
  );
}
