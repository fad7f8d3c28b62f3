/**
 * Where the link to a person's file leads: what it is, and one button. Nothing is fetched before one presses; the token
 * stands after `#` and goes in a body, in no server log.
 */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { downloadFor, failureOf, Problem } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { Button, FailureNotice, Note } from '@/ui';
import { Contact } from './Contact';
import css from './file.module.css';
import { fileWords } from './words';

export function FilePage() {
  const w = useWords(fileWords);
  const club = useQuery(publicClubQuery).data?.name ?? '';
  // Read once: the router may clean the address afterwards.
  const [token] = useState(() => window.location.hash.replace(/^#/, ''));
  const file = useMutation({
    mutationFn: () => downloadFor('/public/privacy/files', { token }),
  });
  useEffect(() => {
    document.title = `${w.title} · Maillage`;
  }, [w]);
  const spent = file.error instanceof Problem && file.error.status === 404;
  return (
    <div className={css.page}>
      <header>
        <h1 tabIndex={-1}>{w.title}</h1>
        {token !== '' && <p>{w.lead(club)}</p>}
      </header>
      {token === '' ? (
        <Note tone="warn">{w.noToken}</Note>
      ) : (
        <>
          <ul>
            <li>{w.page}</li>
            <li>{w.data}</li>
          </ul>
          <p>{w.care}</p>
          {spent && (
            <div role="alert">
              <Note tone="warn">{w.spent}</Note>
            </div>
          )}
          {!spent && file.isError && (
            <FailureNotice failure={failureOf(file.error)} onRetry={() => file.mutate()} />
          )}
          <Button look="main" wide busy={file.isPending} onClick={() => file.mutate()}>
            {w.download}
          </Button>
          <div role="status">{file.data !== undefined && <Note tone="ok">{w.done(file.data)}</Note>}</div>
        </>
      )}
      <Contact />
    </div>
  );
}
