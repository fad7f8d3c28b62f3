import type { PrivacyTerms } from '@/api';
import { useWords } from '@/language';
import { AreaField, Card, CheckField, FieldRow, FieldStack, PageForm, TextField } from '@/ui';
import css from '../privacy.module.css';
import { privacyWords } from '../words';
import { useTermsForm } from './useTermsForm';
import { PERIODS, privacyValues, withPrivacy } from './values';

/** What the club says of the data it keeps, and how long it keeps it. */
export function TermsForm({ read }: { read: PrivacyTerms }) {
  const w = useWords(privacyWords);
  const t = w.terms;
  const p = w.periods;
  const form = useTermsForm({
    read,
    initial: privacyValues(read.terms),
    written: withPrivacy,
    labels: {
      controller: t.controller,
      dpo: t.dpo,
      host: t.host,
      mail_carrier: t.mailCarrier,
      recipients: t.recipients,
      transfers: t.transfers,
      security: t.security,
      more: t.more,
      ...Object.fromEntries(PERIODS.map((name) => [`retention.${name}`, p.rules[name].name])),
    },
  });
  return (
    <PageForm {...form.shown}>
      <Card title={t.title}>
        <FieldStack>
          <FieldRow>
            <TextField
              label={t.controller}
              description={t.controllerHint}
              maxLength={300}
              {...form.field('controller')}
            />
            <TextField label={t.dpo} description={t.dpoHint} maxLength={500} {...form.field('dpo')} />
          </FieldRow>
          <FieldRow>
            <TextField label={t.host} description={t.hostHint} maxLength={300} {...form.field('host')} />
            <TextField
              label={t.mailCarrier}
              description={t.mailCarrierHint}
              maxLength={300}
              {...form.field('mail_carrier')}
            />
          </FieldRow>
          <AreaField label={t.recipients} description={t.recipientsHint} {...form.field('recipients')} />
          <AreaField label={t.transfers} description={t.transfersHint} {...form.field('transfers')} />
          <AreaField label={t.security} description={t.securityHint} {...form.field('security')} />
          <AreaField label={t.more} description={t.moreHint} {...form.field('more')} />
        </FieldStack>
      </Card>
      <Card title={p.title}>
        <FieldStack>
          <p className={css.lead}>{p.lead}</p>
          <div className={css.periods}>
            {PERIODS.map((name) => (
              <TextField
                key={name}
                type="number"
                min={name === 'audit_lines' ? 6 : 1}
                max={name === 'decided_requests' ? 12 : 120}
                label={p.rules[name].name}
                description={p.rules[name].hint}
                unit={p.unit}
                {...form.field(`retention.${name}`)}
              />
            ))}
          </div>
          <CheckField
            label={p.nightly}
            hint={p.nightlyHint}
            checked={form.values.nightly}
            onChange={(event) => form.set('nightly', event.currentTarget.checked)}
          />
        </FieldStack>
      </Card>
    </PageForm>
  );
}
