import { useQuery } from '@tanstack/react-query';
import { ACCESSIBILITY_STATES, failureOf, type PrivacyTerms } from '@/api';
import { today, useWords } from '@/language';
import {
  AreaField,
  Card,
  ChoiceField,
  DateField,
  FailureNotice,
  FieldRow,
  FieldStack,
  PageForm,
  SiteLink,
  Skeleton,
  TextField,
} from '@/ui';
import css from '../privacy.module.css';
import { termsQuery } from '../queries';
import { privacyWords } from '../words';
import { useTermsForm } from './useTermsForm';
import { accessibilityValues, withAccessibility } from './values';

/** What the accessibility statement says (law 2005-102, article 47). */
export function AccessibilitySettings() {
  const terms = useQuery(termsQuery);
  if (terms.isPending) return <Skeleton lines={8} />;
  if (terms.isError)
    return <FailureNotice failure={failureOf(terms.error)} onRetry={() => void terms.refetch()} />;
  return <StatementForm key={terms.data.revision} read={terms.data} />;
}

function StatementForm({ read }: { read: PrivacyTerms }) {
  const w = useWords(privacyWords).accessibility;
  const form = useTermsForm({
    read,
    initial: accessibilityValues(read.terms),
    written: withAccessibility,
    labels: {
      'accessibility.state': w.state,
      'accessibility.audited_on': w.auditedOn,
      'accessibility.auditor': w.auditor,
      'accessibility.percent': w.percent,
      'accessibility.faults': w.faults,
      'accessibility.burdens': w.burdens,
      'accessibility.exempt': w.exempt,
      'accessibility.environment': w.environment,
      'accessibility.tools': w.tools,
      'accessibility.pages': w.pages,
      'accessibility.technologies': w.technologies,
      'accessibility.plan_url': w.plan,
      'accessibility.contact': w.contactLabel,
    },
  });
  return (
    <PageForm {...form.shown}>
      <Card title={w.title} action={<SiteLink to="/accessibilite">{w.read}</SiteLink>}>
        <FieldStack>
          <p className={css.lead}>{w.lead}</p>
          <ChoiceField
            id="f-accessibility.state"
            legend={w.state}
            hint={w.stateHint}
            value={form.values['accessibility.state']}
            onChange={(state) => form.set('accessibility.state', state)}
            options={ACCESSIBILITY_STATES.map((value) => ({ value, label: w.states[value] }))}
          />
          <FieldRow>
            <DateField label={w.auditedOn} max={today()} {...form.field('accessibility.audited_on')} />
            <TextField label={w.auditor} maxLength={200} {...form.field('accessibility.auditor')} />
            <TextField
              type="number"
              min={0}
              max={100}
              label={w.percent}
              unit="%"
              {...form.field('accessibility.percent')}
            />
          </FieldRow>
        </FieldStack>
      </Card>
      <Card title={w.contents}>
        <FieldStack>
          <AreaField label={w.faults} description={w.faultsHint} {...form.field('accessibility.faults')} />
          <AreaField label={w.burdens} description={w.burdensHint} {...form.field('accessibility.burdens')} />
          <AreaField label={w.exempt} description={w.exemptHint} {...form.field('accessibility.exempt')} />
        </FieldStack>
      </Card>
      <Card title={w.verification}>
        <FieldStack>
          <AreaField
            label={w.environment}
            description={w.environmentHint}
            {...form.field('accessibility.environment')}
          />
          <AreaField label={w.tools} description={w.toolsHint} {...form.field('accessibility.tools')} />
          <AreaField label={w.pages} description={w.pagesHint} {...form.field('accessibility.pages')} />
          <AreaField
            label={w.technologies}
            description={w.technologiesHint}
            {...form.field('accessibility.technologies')}
          />
        </FieldStack>
      </Card>
      <Card title={w.contact}>
        <FieldRow>
          <TextField
            label={w.contactLabel}
            description={w.contactHint}
            maxLength={500}
            {...form.field('accessibility.contact')}
          />
          <TextField
            type="url"
            inputMode="url"
            label={w.plan}
            description={w.planHint}
            maxLength={500}
            {...form.field('accessibility.plan_url')}
          />
        </FieldRow>
      </Card>
    </PageForm>
  );
}
