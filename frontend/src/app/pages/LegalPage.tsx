import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { LinkButton, Skeleton } from '@/ui';
import { installationWords } from '../installationWords';
import css from './installation.module.css';

/** The club's legal notice, for anyone. */
export function LegalPage() {
  const w = useWords(installationWords).legal;
  const { data } = useQuery(publicClubQuery);
  useEffect(() => {
    document.title = `${w.title} · Maillage`;
  }, [w]);
  return (
    <div className={css.legal}>
      <h1 tabIndex={-1}>{w.title}</h1>
      {data ? <p>{data.legal_notice.trim() || w.none}</p> : <Skeleton lines={5} />}
      <LinkButton look="plain" to="/connexion" search={{}}>
        {w.back}
      </LinkButton>
    </div>
  );
}
