/** The register of processing (GDPR, article 30), to be read here or taken along as a file. */
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { download, failureOf, type Processing, sentenceOf } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, Fact, Facts, FailureNotice, Skeleton, toast } from '@/ui';
import css from '../privacy.module.css';
import { registerQuery } from '../queries';
import { privacyWords } from '../words';

export function RegisterPage() {
  const w = useWords(privacyWords).register;
  const days = useDays();
  const register = useQuery(registerQuery);
  return (
    <div className={css.cards}>
      <Link to="/reglages/donnees" className={css.crumb}>
        <IconArrowLeft size={18} stroke={1.75} aria-hidden /> {w.back}
      </Link>
      <Card title={w.title} action={<Exports />}>
        <p className={css.lead}>{w.lead}</p>
        {register.data && (
          <>
            <Facts>
              <Fact name={w.controller}>{register.data.controller}</Fact>
              <Fact name={w.dpo}>{register.data.dpo || w.nobody}</Fact>
            </Facts>
            {register.data.updated_at && (
              <p className={css.lead}>{w.updated(days.instant(register.data.updated_at))}</p>
            )}
          </>
        )}
      </Card>
      {register.isPending && <Skeleton lines={10} />}
      {register.isError && (
        <FailureNotice failure={failureOf(register.error)} onRetry={() => void register.refetch()} />
      )}
      {register.data?.processings.map((one) => (
        <Activity key={one.key} one={one} />
      ))}
    </div>
  );
}

function Activity({ one }: { one: Processing }) {
  const w = useWords(privacyWords).register;
  const parts: [string, string[]][] = [
    [w.purposes, one.purposes],
    [w.basis, [one.basis]],
    [w.people, one.people],
    [w.data, one.data],
    [w.recipients, one.recipients],
    [w.transfers, [one.transfers]],
    [w.retention, one.retention],
    [w.security, one.security],
  ];
  return (
    <Card title={one.name}>
      <Facts>
        {parts.map(([name, told]) => (
          <Fact key={name} name={name}>
            {told.length > 1 ? (
              <ul className={css.bullets}>
                {told.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ) : (
              told[0]
            )}
          </Fact>
        ))}
      </Facts>
    </Card>
  );
}

function Exports() {
  const w = useWords(privacyWords).register;
  const [busy, setBusy] = useState(false);
  const save = async (format: 'ods' | 'csv') => {
    setBusy(true);
    try {
      toast({ text: w.saved(await download(`/privacy/register/export?format=${format}`, null)) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={css.ways}>
      {(['ods', 'csv'] as const).map((format) => (
        <Button
          key={format}
          size="small"
          busy={busy}
          icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
          onClick={() => void save(format)}
        >
          {w[format]}
        </Button>
      ))}
    </div>
  );
}
