/** A member's card as a row of the grid: a value by column, and what can't be changed of it. */
import type { Kind, MemberCard } from '@/api';
import { type Day, today } from '@/language';
import type { Row, Values } from '@/sheet';
import type { ChosenMember } from '../MemberPicker';
import { CUSTOM } from './columns';
import type { Places } from './places';

export interface RowGround {
  places: Places;
  /** Keys of the columns that can be edited. */
  editable: readonly string[];
  reasons: { size: string; exOfficio: string };
}

export function rowOf(card: MemberCard, ground: RowGround): Row {
  return {
    id: card.id,
    revision: card.revision,
    values: valuesOf(card, ground.places),
    locked: locksOf(card, ground),
  };
}

export function valuesOf(card: MemberCard, places: Places): Values {
  const { record, commune, main_contact: contact } = card;
  if (commune) places.learn(commune);
  const values: Values = {
    name: card.name,
    kind: card.kind,
    size: card.size ?? null,
    status: card.status,
    next_statuses: record?.next_statuses ?? [],
    ex_officio: card.ex_officio,
    commune: commune?.insee_code ?? commune?.name ?? null,
    postal_code: card.postal_code ?? null,
    main_contact: contact?.name || null,
    main_contact_email: contact?.email ?? null,
    contact_bounced: contact?.email_deliverability === 'bounced',
    main_contact_phone: contact?.phone ?? null,
    email: card.email ?? null,
    phone: card.phone ?? null,
    topics: card.topics.map(({ id }) => id),
    joined_on: card.joined_on ?? null,
    last_contact_on: card.last_contact_on ?? null,
    last_personal_contact_on: card.last_personal_contact_on ?? null,
    contact_due_on: card.contact_due_on ?? null,
    follow_up: card.follow_up ?? null,
    updated_at: dayOf(card.updated_at),
    legal_name: record?.legal_name ?? null,
    street: record?.street ?? null,
    siren: record?.siren ?? null,
    siret: record?.siret ?? null,
    rna: record?.rna ?? null,
    amalia: record?.amalia ?? null,
    amalia_court: record?.amalia_court ?? null,
    insee_code: record?.insee_code ?? null,
    website: record?.website ?? null,
    description: record?.description ?? null,
    internal_notes: record?.internal_notes ?? null,
    referent: record?.referent?.account_id ?? null,
    left_on: record?.left_on ?? null,
    verified_on: record?.verified_on ?? null,
    charter_answer: record?.charter_answer ?? null,
    source: record?.source ?? null,
    created_at: record ? dayOf(record.created_at) : null,
  };
  for (const [key, value] of Object.entries(card.custom)) values[CUSTOM + key] = value;
  return values;
}

/** The day of an instant where the club is. */
function dayOf(instant: string): Day {
  return today(new Date(instant));
}

/** What the rules leave no hand in, each with its reason. An empty value is no lock. */
export function locksOf(card: MemberCard, { editable, reasons }: RowGround): Record<string, string> {
  const { edit, change_status: move } = card.abilities;
  if (edit && !edit.allowed) return Object.fromEntries(editable.map((key) => [key, edit.reason ?? '']));
  return {
    ...(card.kind !== 'company' && { size: reasons.size }),
    ...(card.ex_officio && { kind: reasons.exOfficio, insee_code: reasons.exOfficio }),
    ...(move && !move.allowed && { status: move.reason ?? '' }),
  };
}

/** A row as a member to do something with. */
export function chosenOf({ id, values }: Row): ChosenMember {
  return { id, name: String(values.name), kind: values.kind as Kind };
}
