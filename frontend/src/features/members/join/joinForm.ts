/** The public form: its values, what of them is sent, and on which step a fault is mended. */
import type { CommuneRef, JoinForm, Kind, Size } from '@/api';

export const STEPS = ['organisation', 'person', 'last'] as const;
export type Step = (typeof STEPS)[number];

export interface JoinValues {
  name: string;
  kind: Kind | '';
  size: Size | '';
  commune: (CommuneRef & { in_territory?: boolean }) | null;
  street: string;
  postal_code: string;
  siren: string;
  siret: string;
  rna: string;
  amalia: string;
  website: string;
  description: string;
  given_name: string;
  family_name: string;
  function: string;
  email: string;
  phone: string;
  topics: string[];
  message: string;
  charter_agreed: boolean;
  newsletter: boolean;
  /** For robots: nobody sees it. */
  fax: string;
}

export const EMPTY: JoinValues = {
  name: '',
  kind: '',
  size: '',
  commune: null,
  street: '',
  postal_code: '',
  siren: '',
  siret: '',
  rna: '',
  amalia: '',
  website: '',
  description: '',
  given_name: '',
  family_name: '',
  function: '',
  email: '',
  phone: '',
  topics: [],
  message: '',
  charter_agreed: false,
  newsletter: false,
  fax: '',
};

const OF_STEP: Record<Step, (keyof JoinValues)[]> = {
  organisation: [
    'name',
    'kind',
    'size',
    'commune',
    'street',
    'postal_code',
    'siret',
    'siren',
    'rna',
    'amalia',
    'website',
    'description',
  ],
  person: ['given_name', 'family_name', 'function', 'email', 'phone'],
  last: ['topics', 'message', 'charter_agreed', 'newsletter'],
};

/** What must be there before the next step; the server says the rest. */
export const NEEDED: Record<Step, (keyof JoinValues)[]> = {
  organisation: ['name', 'kind', 'commune'],
  person: ['given_name', 'family_name', 'email'],
  last: [],
};

export function missing(step: Step, values: JoinValues): (keyof JoinValues)[] {
  return NEEDED[step].filter((name) => {
    const value = values[name];
    return value === null || (typeof value === 'string' && value.trim() === '');
  });
}

/** `organisation.siret` and `person.email` are fields of one flat form. */
export function fieldOfPath(path: string): string {
  return path.replace(/^(organisation|person)\./, '');
}

/** The first step with one of these fields on it. */
export function stepOf(fields: string[]): Step | null {
  return STEPS.find((step) => OF_STEP[step].some((name) => fields.includes(name))) ?? null;
}

const given = (text: string) => text.trim() || undefined;

export function bodyOf(values: JoinValues, ticket: string): JoinForm {
  const { commune, kind } = values;
  const organisation = {
    name: values.name,
    kind: kind || 'association',
    commune: commune?.insee_code ?? commune?.name ?? '',
    size: kind === 'company' ? values.size || undefined : undefined,
    street: given(values.street),
    postal_code: given(values.postal_code),
    siren: given(values.siren),
    siret: given(values.siret),
    rna: given(values.rna),
    amalia: given(values.amalia),
    website: given(values.website),
    description: given(values.description),
  };
  const person = {
    given_name: values.given_name,
    family_name: values.family_name,
    email: values.email,
    function: given(values.function),
    phone: given(values.phone),
  };
  return JSON.parse(
    JSON.stringify({
      ticket,
      organisation,
      person,
      topics: values.topics,
      message: given(values.message),
      charter_agreed: values.charter_agreed,
      newsletter: values.newsletter,
      fax: given(values.fax),
    }),
  ) as JoinForm;
}

/** What is looked up in a register is a name, or a number: SIREN, SIRET, RNA (a W and digits). */
export const isName = (text: string) => /\p{L}{2}/u.test(text);
