/** The terms as a form holds them, under the names by which the contract tells what is wrong. */
import type { AccessibilityState, Terms } from '@/api';

export const TEXTS = [
  'controller',
  'dpo',
  'host',
  'mail_carrier',
  'recipients',
  'transfers',
  'security',
  'more',
] as const;
export const PERIODS = [
  'departed_people',
  'silent_prospects',
  'decided_requests',
  'import_files',
  'mail_contents',
  'idle_accounts',
  'audit_lines',
] as const;
type Period = (typeof PERIODS)[number];
export type PrivacyValues = Record<(typeof TEXTS)[number], string> &
  Record<`retention.${Period}`, string> & { nightly: boolean };

export const privacyValues = (terms: Terms): PrivacyValues => ({
  ...(Object.fromEntries(TEXTS.map((name) => [name, terms[name]])) as Record<(typeof TEXTS)[number], string>),
  ...(Object.fromEntries(
    PERIODS.map((name) => [`retention.${name}`, String(terms.retention[name])]),
  ) as Record<`retention.${Period}`, string>),
  nightly: terms.nightly,
});

/** These terms with what the form says; what it does not show stays. */
export const withPrivacy = (terms: Terms, values: PrivacyValues): Terms => ({
  ...terms,
  ...Object.fromEntries(TEXTS.map((name) => [name, values[name]])),
  retention: {
    ...terms.retention,
    ...Object.fromEntries(PERIODS.map((name) => [name, Number(values[`retention.${name}`])])),
  },
  nightly: values.nightly,
});

export interface AccessibilityValues {
  'accessibility.state': AccessibilityState;
  'accessibility.audited_on': string;
  'accessibility.auditor': string;
  'accessibility.percent': string;
  'accessibility.faults': string;
  'accessibility.burdens': string;
  'accessibility.exempt': string;
  'accessibility.environment': string;
  'accessibility.tools': string;
  'accessibility.pages': string;
  'accessibility.technologies': string;
  'accessibility.plan_url': string;
  'accessibility.contact': string;
}

export const accessibilityValues = ({ accessibility: it }: Terms): AccessibilityValues => ({
  'accessibility.state': it.state,
  'accessibility.audited_on': it.audited_on ?? '',
  'accessibility.auditor': it.auditor,
  'accessibility.percent': it.percent == null ? '' : String(it.percent),
  'accessibility.faults': it.faults.join('\n'),
  'accessibility.burdens': it.burdens.join('\n'),
  'accessibility.exempt': it.exempt.join('\n'),
  'accessibility.environment': it.environment.join('\n'),
  'accessibility.tools': it.tools.join('\n'),
  'accessibility.pages': it.pages.join('\n'),
  'accessibility.technologies': it.technologies.join('\n'),
  'accessibility.plan_url': it.plan_url,
  'accessibility.contact': it.contact,
});

export const withAccessibility = (terms: Terms, values: AccessibilityValues): Terms => ({
  ...terms,
  accessibility: {
    state: values['accessibility.state'],
    audited_on: values['accessibility.audited_on'] || null,
    auditor: values['accessibility.auditor'].trim(),
    percent: values['accessibility.percent'] === '' ? null : Number(values['accessibility.percent']),
    faults: linesOf(values['accessibility.faults']),
    burdens: linesOf(values['accessibility.burdens']),
    exempt: linesOf(values['accessibility.exempt']),
    environment: linesOf(values['accessibility.environment']),
    tools: linesOf(values['accessibility.tools']),
    pages: linesOf(values['accessibility.pages']),
    technologies: linesOf(values['accessibility.technologies']),
    plan_url: values['accessibility.plan_url'].trim(),
    contact: values['accessibility.contact'].trim(),
  },
});

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
