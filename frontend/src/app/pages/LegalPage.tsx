import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { failureOf } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { FailureNotice, LinkButton, Skeleton } from '@/ui';
import { installationWords } from '../installationWords';
import css from './installation.module.css';

/** The club's legal notice, for anyone. */
export function LegalPage() {
  const w = useWords(installationWords).legal;
  const club = useQuery(publicClubQuery);
  useEffect(() => {
    document.title = `${w.title} · Maillage`;
  }, [w]);
  return (
    <div className={css.legal}>
      <h1 tabIndex={-1}>{w.title}</h1>
      {club.isPending && <Skeleton lines={5} />}
      {club.isError && <FailureNotice failure={failureOf(club.error)} onRetry={() => void club.refetch()} />}
      {club.data && <p>{club.data.legal_notice.trim() || w.none}</p>}
      <LinkButton look="plain" to="/connexion" search={{}}>
        {w.back}
      </LinkButton>
    </div>
  );
}
