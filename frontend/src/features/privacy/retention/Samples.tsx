/** The first few of what a rule would take away, each with the way to it. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type RetentionRuleReport, type RetentionSample, useAccount } from '@/api';
import { auditWords } from '@/features/members';
import { useWords } from '@/language';
import type { Someone } from '../person';
import css from '../privacy.module.css';
import { privacyWords } from '../words';

interface SamplesProps {
  report: RetentionRuleReport;
  mailNames: Record<string, string>;
  onPerson: (person: Someone) => void;
}

export function Samples({ report, mailNames, onPerson }: SamplesProps) {
  const w = useWords(privacyWords).retention;
  const { verbs } = useWords(auditWords);
  // Pages of administrators are no way for others.
  const admin = useAccount()?.role === 'admin';
  const way = ({ id, label }: RetentionSample): ReactNode => {
    switch (report.rule) {
      case 'departed_people':
      case 'silent_prospects':
        return (
          <button type="button" className={css.link} onClick={() => onPerson({ id, name: label || '…' })}>
            {label || '…'}
          </button>
        );
      case 'import_files':
        return (
          <Link to="/imports/$importId" params={{ importId: id }}>
            {label}
          </Link>
        );
      case 'decided_requests':
        return <RequestLink state={label} />;
      case 'mail_contents': {
        const name = mailNames[label] ?? label;
        if (!admin) return name;
        return (
          <Link to="/reglages/fonctionnement" search={{ message: id }}>
            {name}
          </Link>
        );
      }
      case 'idle_accounts':
        if (!admin) return label;
        return (
          <Link to="/reglages/comptes" search={{ q: label }}>
            {label}
          </Link>
        );
      case 'audit_lines': {
        const [record = '', verb = ''] = label.split(' · ');
        const known: Record<string, string> = verbs;
        return known[`${record}_${verb}`] ?? known[verb] ?? label;
      }
    }
  };
  if (report.samples.length === 0) return null;
  return (
    <div className={css.samples}>
      <span>{w.samples}</span>
      <ul>
        {report.samples.map((sample) => (
          <li key={sample.id}>{way(sample)}</li>
        ))}
      </ul>
    </div>
  );
}

function RequestLink({ state }: { state: string }) {
  const { states } = useWords(privacyWords).retention;
  if (state !== 'refused') return states.replaced;
  return (
    <Link to="/adhesions" search={{ etat: 'refusees' }}>
      {states.refused}
    </Link>
  );
}
