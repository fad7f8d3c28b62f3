import { expect, it } from 'vitest';
import type { Terms } from '@/api';
import { accessibilityValues, privacyValues, withAccessibility, withPrivacy } from './values';

const terms: Terms = {
  controller: 'Syndicat des Trois Vallées',
  dpo: '',
  host: '',
  mail_carrier: '',
  recipients: '',
  transfers: '',
  security: '',
  more: '',
  retention: {
    departed_people: 36,
    silent_prospects: 36,
    decided_requests: 12,
    import_files: 12,
    mail_contents: 12,
    idle_accounts: 36,
    audit_lines: 36,
  },
  nightly: false,
  accessibility: {
    state: 'no',
    audited_on: null,
    auditor: '',
    percent: null,
    faults: ['Une vidéo sans sous-titres'],
    burdens: [],
    exempt: [],
    environment: ['Firefox et NVDA'],
    tools: [],
    pages: ['Annuaire', 'Connexion'],
    technologies: [],
    plan_url: '',
    contact: '',
  },
};

it('gives back what it took where nothing was changed', () => {
  expect(withPrivacy(terms, privacyValues(terms))).toEqual(terms);
  expect(withAccessibility(terms, accessibilityValues(terms))).toEqual(terms);
});

it('each form changes its own part alone', () => {
  const kept = withPrivacy(terms, {
    ...privacyValues(terms),
    'retention.import_files': '6',
    dpo: 'dpo@s.example',
  });
  expect(kept).toEqual({
    ...terms,
    dpo: 'dpo@s.example',
    retention: { ...terms.retention, import_files: 6 },
  });
  const told = withAccessibility(terms, {
    ...accessibilityValues(terms),
    'accessibility.percent': '72',
    'accessibility.faults': ' Une carte \n\n Une vidéo\n',
  });
  expect(told.accessibility).toMatchObject({ percent: 72, faults: ['Une carte', 'Une vidéo'] });
  expect(told.retention).toEqual(terms.retention);
});
