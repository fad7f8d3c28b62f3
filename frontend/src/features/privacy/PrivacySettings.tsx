import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { failureOf, reasonOf } from '@/api';
import { useWords } from '@/language';
import { Card, FailureNotice, SiteLink, Skeleton } from '@/ui';
import css from './privacy.module.css';
import { termsQuery } from './queries';
import { RetentionCard, type RetentionProps } from './retention/RetentionCard';
import { TermsForm } from './terms/TermsForm';
import { privacyWords } from './words';

/** What the club says of personal data, how long it keeps it, and what is past its time. */
export function PrivacySettings({ mailNames }: Pick<RetentionProps, 'mailNames'>) {
  const terms = useQuery(termsQuery);
  return (
    <div className={css.cards}>
      <Pages />
      {terms.isPending && <Skeleton lines={10} />}
      {terms.isError && (
        <FailureNotice failure={failureOf(terms.error)} onRetry={() => void terms.refetch()} />
      )}
      {terms.data && (
        <>
          <TermsForm key={terms.data.revision} read={terms.data} />
          <RetentionCard reason={reasonOf(terms.data.abilities.change)} mailNames={mailNames} />
        </>
      )}
    </div>
  );
}

function Pages() {
  const w = useWords(privacyWords).pages;
  return (
    <Card title={w.title}>
      <p className={css.lead}>{w.lead}</p>
      <ul className={css.pages}>
        <li>
          <SiteLink to="/donnees-personnelles">{w.notice}</SiteLink> <small>{w.publicHint}</small>
        </li>
        <li>
          <SiteLink to="/accessibilite">{w.statement}</SiteLink> <small>{w.publicHint}</small>
        </li>
        <li>
          <Link to="/reglages/donnees/registre">{w.register}</Link> <small>{w.registerHint}</small>
        </li>
      </ul>
    </Card>
  );
}
