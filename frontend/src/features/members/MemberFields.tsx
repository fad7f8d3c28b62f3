import { useQuery } from '@tanstack/react-query';
import {
  type CommuneRef,
  KINDS,
  type Kind,
  type MemberField,
  type MemberForm,
  type MemberPage,
  type NewMember,
  type Referent,
  type Size,
} from '@/api';
import { staffQuery } from '@/features/accounts';
import { CommuneField, topicsQuery } from '@/features/club';
import { AddressField } from '@/features/registers';
import { readablePhone, useWords } from '@/language';
import { AreaField, ChoiceField, FieldRow, FieldStack, ManyField, SelectField, TextField } from '@/ui';
import { CustomFields, type CustomName } from './fields';
import { KindIcon } from './marks';
import css from './members.module.css';
import { referentName } from './referentName';
import { membersWords } from './words';
import { formWords } from './words/form';

/** The values of the form: no null, so that every field is controlled. */
export interface MemberValues {
  name: string;
  kind: Kind | '';
  size: Size | '';
  legal_name: string;
  commune: CommuneRef | null;
  postal_code: string;
  street: string;
  email: string;
  phone: string;
  website: string;
  description: string;
  internal_notes: string;
  siren: string;
  siret: string;
  rna: string;
  amalia: string;
  topics: string[];
  insee_code: string;
  referent_id: string;
  /** The club's own fields, by their key. */
  [custom: CustomName]: string;
}

export const NO_VALUES: MemberValues = {
  name: '',
  kind: '',
  size: '',
  legal_name: '',
  commune: null,
  postal_code: '',
  street: '',
  email: '',
  phone: '',
  website: '',
  description: '',
  internal_notes: '',
  siren: '',
  siret: '',
  rna: '',
  amalia: '',
  topics: [],
  insee_code: '',
  referent_id: '',
};

export function valuesOf(member: MemberPage): MemberValues {
  return {
    name: member.name,
    kind: member.kind,
    size: member.size ?? '',
    legal_name: member.legal_name ?? '',
    commune: member.commune ?? null,
    postal_code: member.postal_code ?? '',
    street: member.street ?? '',
    email: member.email ?? '',
    // As every screen shows it; with plain blanks, which one can type.
    phone: member.phone ? readablePhone(member.phone).replaceAll('\u00a0', ' ') : '',
    website: member.website ?? '',
    description: member.description ?? '',
    internal_notes: member.internal_notes ?? '',
    siren: member.siren ?? '',
    siret: member.siret ?? '',
    rna: member.rna ?? '',
    amalia: member.amalia ?? '',
    topics: member.topics.map((topic) => topic.id),
    insee_code: member.insee_code ?? '',
    referent_id: member.referent?.account_id ?? '',
  };
}

const CUSTOM = 'custom.';
const isCustom = (name: string): name is CustomName => name.startsWith(CUSTOM);

/** Only what differs from `before`, in the contract's names; an emptied field becomes null (JSON merge patch, RFC 7396). */
export function changesOf(before: MemberValues, after: MemberValues): MemberForm {
  const changes: Record<string, unknown> = {};
  for (const key of Object.keys(after) as (keyof MemberValues)[]) {
    if (key === 'commune') {
      // A name alone where the national list does not know it.
      const told = (commune: CommuneRef | null) => commune?.insee_code ?? commune?.name ?? null;
      if (told(after.commune) !== told(before.commune)) changes.commune = told(after.commune);
    } else if (key === 'topics') {
      const same =
        after.topics.length === before.topics.length &&
        after.topics.every((id) => before.topics.includes(id));
      if (!same) changes.topics = after.topics;
    } else if (after[key] !== before[key]) {
      const value = after[key]?.trim() || null;
      if (isCustom(key)) changes.custom = { ...(changes.custom ?? {}), [key.slice(CUSTOM.length)]: value };
      else changes[key] = value;
    }
  }
  return changes as MemberForm;
}

/** What is filled in; the server says what is missing. */
export function newMemberOf(values: MemberValues): NewMember {
  return { name: values.name, ...changesOf(NO_VALUES, values) } as NewMember;
}

type FieldName = keyof MemberValues & string;
interface FieldsProps {
  values: MemberValues;
  field: (name: FieldName) => object;
  set: <K extends FieldName>(name: K, value: MemberValues[K]) => void;
  error: (name: FieldName) => string | null;
  /** The few fields of a new member. */
  short?: boolean;
  /** The club's own ones. */
  custom?: readonly MemberField[];
  /** Who looks after the member so far: offered although no longer of the team. */
  referent?: Referent | null;
}

export function MemberFields({
  values,
  field,
  set,
  error,
  short = false,
  custom = [],
  referent,
}: FieldsProps) {
  const words = useWords(membersWords);
  const { names } = words;
  const w = useWords(formWords);
  const topics = useQuery(topicsQuery);
  const staff = useQuery({ ...staffQuery, enabled: !short });
  // What a register filled in is shown, in the short form too.
  const placed = !short || values.street !== '' || values.postal_code !== '';
  const numbered = values.siret !== '' || values.siren !== '' || values.rna !== '';
  return (
    <FieldStack>
      <TextField label={names.name} required withAsterisk={false} {...field('name')} />
      <ChoiceField
        id="f-kind"
        legend={names.kind}
        error={error('kind') && !values.kind ? w.chooseKind : error('kind')}
        value={values.kind || null}
        onChange={(kind) => set('kind', kind)}
        options={KINDS.map((kind) => ({
          value: kind,
          label: words.kinds[kind],
          icon: <KindIcon kind={kind} />,
        }))}
      />
      {values.kind === 'company' && (
        <ChoiceField
          legend={names.size}
          value={values.size || null}
          onChange={(size) => set('size', size)}
          options={[
            { value: 'small', label: words.sizes.small },
            { value: 'large', label: words.sizes.large },
          ]}
        />
      )}
      <FieldRow>
        <CommuneField
          id="f-commune"
          label={names.commune}
          error={error('commune')}
          value={values.commune}
          onChange={(commune, postalCode) => {
            set('commune', commune);
            if (postalCode && !values.postal_code) set('postal_code', postalCode);
          }}
        />
        {placed && <TextField label={names.postal_code} inputMode="numeric" {...field('postal_code')} />}
      </FieldRow>
      {placed && (
        <AddressField
          door="staff"
          id="f-street"
          label={names.street}
          value={values.street}
          commune={values.commune?.insee_code ?? null}
          onChange={(street) => set('street', street)}
          onPick={({ fills, commune_name }) => {
            set('street', fills.street ?? values.street);
            if (fills.postal_code) set('postal_code', fills.postal_code);
            if (fills.commune)
              set('commune', { insee_code: fills.commune, name: commune_name ?? fills.commune });
          }}
          error={error('street')}
        />
      )}
      <FieldRow>
        <TextField
          label={names.email}
          type="email"
          inputMode="email"
          autoComplete="off"
          {...field('email')}
        />
        <TextField label={names.phone} type="tel" autoComplete="off" {...field('phone')} />
      </FieldRow>
      {!short && (
        <>
          <TextField label={names.website} type="url" inputMode="url" {...field('website')} />
          {(topics.data?.items.length ?? 0) > 0 && (
            <ManyField
              legend={names.topics}
              values={values.topics}
              onChange={(next) => set('topics', next)}
              options={(topics.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <SelectField
            label={names.referent}
            description={w.referentHint}
            data={[
              { value: '', label: w.nobody },
              ...(staff.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ...(referent?.gone ? [{ value: referent.account_id, label: referentName(referent, w) }] : []),
            ]}
            {...field('referent_id')}
          />
          <AreaField label={names.description} {...field('description')} />
          <AreaField label={names.internal_notes} description={w.internalHint} {...field('internal_notes')} />
        </>
      )}
      <CustomFields fields={custom} field={field} />
      <details className={css.former} open={!short || numbered || undefined}>
        <summary>{w.identifiers}</summary>
        <FieldStack>
          {!short && <TextField label={names.legal_name} {...field('legal_name')} />}
          {!short && values.kind === 'commune' && (
            <TextField label={names.insee_code} {...field('insee_code')} />
          )}
          <FieldRow>
            <TextField label={names.siret} inputMode="numeric" {...field('siret')} />
            <TextField label={names.siren} inputMode="numeric" {...field('siren')} />
          </FieldRow>
          <FieldRow>
            <TextField label={names.rna} {...field('rna')} />
            <TextField label={names.amalia} {...field('amalia')} />
          </FieldRow>
        </FieldStack>
      </details>
    </FieldStack>
  );
}
