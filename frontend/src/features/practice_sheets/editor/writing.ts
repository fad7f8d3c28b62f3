/** The sheet that is being written, for all parts of its page. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Draft, type Field, idOf } from './draft';
import type { Keeper } from './keeper';

interface Writing {
  keeper: Keeper;
  /** Why nothing can be changed. */
  reason: string | null;
  /** Works for the club: chooses the member, names keywords. */
  isStaff: boolean;
}

export const WritingContext = createContext<Writing | null>(null);

export function useWriting(): Writing {
  const writing = useContext(WritingContext);
  if (!writing) throw new Error('no sheet is being written here');
  return writing;
}

export const useKept = (keeper: Keeper) => useSyncExternalStore(keeper.subscribe, keeper.told);

/** One field: what it holds, how it is changed, what is wrong with it. */
export function useField<F extends Field>(name: F) {
  const { keeper, reason } = useWriting();
  const { draft, faults } = useKept(keeper);
  return {
    id: idOf(String(name)),
    value: draft[name],
    set: (value: Draft[F]) => keeper.edit({ [name]: value } as Partial<Draft>),
    error: faults[name] ?? null,
    disabled: reason !== null,
  };
}
