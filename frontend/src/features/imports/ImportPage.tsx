import { IconArrowLeft, IconTrash } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Import } from '@/api';
import { failureOf, reasonOf, sentenceOf } from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  Dialog,
  EmptyState,
  FailureNotice,
  LinkButton,
  Mailles,
  Note,
  Page,
  Progress,
  Skeleton,
  TabLink,
  Tabs,
  toast,
  uiWords,
} from '@/ui';
import { CheckStep } from './CheckStep';
import { FileStep } from './FileStep';
import css from './imports.module.css';
import { ImportStateMark } from './marks';
import { discardImport, importChanged, importQuery, isWorking, rowsKey } from './queries';
import { ResultBlock } from './ResultBlock';
import { allLines, chosenSheet, encodingName, progressOf } from './rows';
import type { ImportSearch } from './search';
import { useEndings } from './useEndings';
import { importsWords } from './words';

export interface ImportPageProps {
  importId: string;
  search: ImportSearch;
  onSearch: (search: ImportSearch) => void;
  /** Why this person may only read. */
  reason: string | null;
}

export function ImportPage({ importId, search, onSearch, reason }: ImportPageProps) {
  const w = useWords(importsWords).page;
  const found = useQuery(importQuery(importId));
  useFreshRows(importId, found.data);
  useFreshMembers(found.data);
  useEndings(found.data ? [found.data] : []);
  const back = (
    <Link to="/imports" className={css.crumb}>
      <IconArrowLeft size={18} stroke={1.75} aria-hidden /> {w.back}
    </Link>
  );
  if (found.isPending) {
    return (
      <Page title="…" before={back}>
        <Skeleton lines={8} />
      </Page>
    );
  }
  if (!found.data) {
    const failure = failureOf(found.error);
    if (failure.kind === 'missing') {
      return (
        <Page title={w.missing} before={back}>
          <EmptyState title={w.missingText} action={<LinkButton to="/imports">{w.toList}</LinkButton>} />
        </Page>
      );
    }
    return (
      <Page title={failure.title} before={back}>
        <FailureNotice failure={failure} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  const { data } = found;
  const refused = reason ?? (data.state === 'ready' ? reasonOf(data.abilities?.change) : null);
  const neverRead = data.columns.length === 0 && data.sheets.length === 0;
  return (
    <Page
      title={data.file_name}
      before={back}
      lead={<Understood data={data} />}
      actions={
        (data.state === 'ready' || data.state === 'failed') && refused === null ? (
          <Discard data={data} />
        ) : undefined
      }
    >
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {isWorking(data) && <Working data={data} whole={neverRead || data.state !== 'reading'} />}
      {data.state === 'failed' && (
        <Note tone="err">
          <strong>{w.failed}</strong>
          <span>{data.problem ?? w.failedText}</span>
        </Note>
      )}
      {data.state === 'ready' && data.problem && <Note tone="warn">{data.problem}</Note>}
      {(data.state === 'ready' || (data.state === 'reading' && !neverRead)) && (
        <Ready data={data} search={search} onSearch={onSearch} reason={refused} />
      )}
      {(data.state === 'committed' || data.state === 'undone') && (
        <>
          <ResultBlock data={data} reason={reason} onSearch={onSearch} />
          <CheckStep data={data} search={search} onSearch={onSearch} reason={null} written />
        </>
      )}
    </Page>
  );
}

/** Rows are what the import made of them: once it has been read again, they are asked for again. */
function useFreshRows(id: string, data: Import | undefined) {
  const client = useQueryClient();
  const version = data && !isWorking(data) ? `${data.state} ${data.revision}` : null;
  const known = useRef(version);
  useEffect(() => {
    if (version === null || known.current === version) return;
    if (known.current !== null || version !== null) void client.invalidateQueries({ queryKey: rowsKey(id) });
    known.current = version;
  }, [client, id, version]);
}

/** Members are what the import wrote, or took back: once that is done, they are asked for again. */
function useFreshMembers(data: Import | undefined) {
  const client = useQueryClient();
  const writes = data?.state === 'committing' || data?.state === 'undoing';
  const wrote = useRef(false);
  useEffect(() => {
    if (wrote.current && !writes) void importChanged(client);
    wrote.current = writes;
  }, [client, writes]);
}

function Understood({ data }: { data: Import }) {
  const w = useWords(importsWords).page;
  const sheet = chosenSheet(data);
  return (
    <span className={css.understood}>
      <ImportStateMark state={data.state} counts={data.counts} />
      {sheet && (
        <span>
          {w.understood(
            sheet.name,
            sheet.header_row ?? null,
            data.counts.rows || sheet.data_rows,
            allLines(data.counts) - data.counts.rows,
            data.encoding ? encodingName(data.encoding) : null,
          )}
        </span>
      )}
    </span>
  );
}

function Working({ data, whole }: { data: Import; whole: boolean }) {
  const w = useWords(importsWords).page;
  const { done, total } = progressOf(data.progress);
  const [label, text] =
    data.state === 'undoing'
      ? [w.undoing, w.undoingText]
      : data.state === 'committing'
        ? [w.committing, w.committingText]
        : [whole ? w.reading : w.readingAgain, w.readingText];
  if (!whole) return <Progress label={label} done={done} total={total} />;
  return (
    <Card>
      <div className={css.working}>
        <Mailles
          total={21}
          full={done === null ? 1 : Math.max(1, Math.round((done / total) * 21))}
          columns={7}
          width={140}
          className={css.stitches}
        />
        <div>
          <Progress label={label} done={done} total={total} />
          <p>{text}</p>
        </div>
      </div>
    </Card>
  );
}

function Ready({ data, search, onSearch, reason }: Omit<ImportPageProps, 'importId'> & { data: Import }) {
  const w = useWords(importsWords).page;
  const step = search.etape ?? (search.lignes || search.ligne ? 'verification' : 'fichier');
  const names = { fichier: w.step1, verification: w.step2 };
  return (
    <>
      <Tabs label={w.steps}>
        {(['fichier', 'verification'] as const).map((name) => (
          <TabLink
            key={name}
            to="/imports/$importId"
            params={{ importId: data.id }}
            search={{ etape: name }}
            aria-current={step === name ? 'step' : undefined}
            replace
          >
            {names[name]}
          </TabLink>
        ))}
      </Tabs>
      {step === 'fichier' ? (
        <FileStep data={data} reason={reason} />
      ) : (
        <CheckStep data={data} search={search} onSearch={onSearch} reason={reason} />
      )}
    </>
  );
}

function Discard({ data }: { data: Import }) {
  const w = useWords(importsWords).page;
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const discard = async () => {
    try {
      await discardImport(data.id);
      toast({ text: w.discarded });
      await navigate({ to: '/imports' });
      client.removeQueries({ queryKey: importQuery(data.id).queryKey });
      await client.invalidateQueries({ queryKey: ['imports', 'list'] });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
  };
  return (
    <>
      <Button
        look="plain"
        icon={<IconTrash size={20} stroke={1.75} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {w.discard}
      </Button>
      {asking && (
        <Dialog
          title={w.discardTitle}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
              <Button look="danger" onClick={() => void discard()}>
                {w.discard}
              </Button>
            </>
          }
        >
          <p>{w.discardText}</p>
        </Dialog>
      )}
    </>
  );
}
