/** A territory being drawn: whole groups of communes, less some, plus some. */
import type { Territory, TerritoryForm } from '@/api';

export interface Draft {
  epcis: { siren: string; name: string; communes: number }[];
  /** INSEE codes left out of the groups. */
  without: string[];
  /** Communes taken alone, outside the groups. */
  with: { insee_code: string; name: string }[];
}

/** What the saved territory says, as a draft. */
export function draftOf({ epcis, without, with: alone, communes }: Territory): Draft {
  const name = (code: string) => communes.find(({ insee_code }) => insee_code === code)?.name ?? code;
  return { epcis, without, with: alone.map((insee_code) => ({ insee_code, name: name(insee_code) })) };
}

export function changeOf(draft: Draft) {
  return {
    epcis: draft.epcis.map(({ siren }) => siren),
    without: draft.without,
    with: draft.with.map(({ insee_code }) => insee_code),
  } satisfies TerritoryForm;
}

export function toggleCommune(draft: Draft, code: string, kept: boolean): Draft {
  const without = draft.without.filter((other) => other !== code);
  return { ...draft, without: kept ? without : [...without, code] };
}

export function sameDraft(a: Draft, b: Draft): boolean {
  const key = (draft: Draft) => {
    const { epcis, without, with: alone } = changeOf(draft);
    return JSON.stringify([[...epcis].sort(), [...without].sort(), [...alone].sort()]);
  };
  return key(a) === key(b);
}
