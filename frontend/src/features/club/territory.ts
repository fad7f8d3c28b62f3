/** A territory being drawn: whole groups of communes, less some, plus some. */
import type { Commune, Territory, TerritoryChange } from '@/api';

export interface Draft {
  epcis: { siren: string; name: string; communes: number }[];
  /** INSEE codes left out of the groups. */
  without: string[];
  /** Communes taken alone, outside the groups. */
  with: { insee_code: string; name: string }[];
}

/** What the saved territory says, as a draft; `all` are the communes of each chosen group in the national list. */
export function draftOf(territory: Territory, all: ReadonlyMap<string, readonly Commune[]>): Draft {
  const inside = new Set(territory.communes.map((commune) => commune.insee_code));
  const grouped = new Set<string>();
  const without: string[] = [];
  for (const { siren } of territory.epcis) {
    for (const commune of all.get(siren) ?? []) {
      grouped.add(commune.insee_code);
      if (!inside.has(commune.insee_code)) without.push(commune.insee_code);
    }
  }
  return {
    epcis: territory.epcis,
    without,
    with: territory.communes
      .filter((commune) => !grouped.has(commune.insee_code))
      .map(({ insee_code, name }) => ({ insee_code, name })),
  };
}

export function changeOf(draft: Draft): TerritoryChange {
  return {
    epcis: draft.epcis.map(({ siren }) => siren),
    without: draft.without,
    with: draft.with.map(({ insee_code }) => insee_code),
  };
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
