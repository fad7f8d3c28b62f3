/** The sheet that is being written, for all parts of its page. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import { type Draft, type Field, idOf } from './draft';
import type { Keeper, Kept } from './keeper';

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

/** All of what is kept, drawn anew with each letter: for those who show all of it. */
export const useKept = (keeper: Keeper): Kept => useSyncExternalStore(keeper.subscribe, keeper.told);

/** A piece of it: who shows it is drawn anew only when it changes. */
function usePiece<T>(keeper: Keeper, piece: (kept: Kept) => T): T {
  return useSyncExternalStore(keeper.subscribe, () => piece(keeper.told()));
}

/** The sheet as the server told it last. */
export const useSheet = (keeper: Keeper) => usePiece(keeper, ({ sheet }) => sheet);

/** One field: what it holds, how it is changed, what is wrong with it. */
export function useField<F extends Field>(name: F) {
  const { keeper, reason } = useWriting();
  return {
    id: idOf(String(name)),
    value: usePiece(keeper, ({ draft }) => draft[name]),
    set: (value: Draft[F]) => keeper.edit({ [name]: value } as Partial<Draft>),
    error: usePiece(keeper, ({ faults }) => faults[name] ?? null),
    disabled: reason !== null,
  };
}
