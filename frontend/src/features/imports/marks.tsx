/** The states of an import and of its rows as shape, word and colour. */
import type { ImportCard, ImportState, RowOutcome } from '@/api';
import { useWords } from '@/language';
import { type Shape, StatusMark, type Tone } from '@/ui';
import { importsWords } from './words';

const STATES: Record<ImportState, [Shape, Tone]> = {
  reading: ['half', 'ciel'],
  ready: ['diamond', 'gres'],
  committing: ['half', 'ciel'],
  committed: ['disc', 'ok'],
  undoing: ['half', 'ciel'],
  undone: ['dash', 'quiet'],
  failed: ['square', 'err'],
};
const OUTCOMES: Record<RowOutcome, [Shape, Tone]> = {
  create: ['disc', 'ok'],
  update: ['half', 'ciel'],
  unchanged: ['dash', 'quiet'],
  doubt: ['diamond', 'gres'],
  refused: ['square', 'err'],
  ignored: ['ring', 'quiet'],
  warning: ['diamond', 'warn'],
  repaired: ['disc', 'ciel'],
  kept: ['disc', 'ok'],
};

export function ImportStateMark({
  state,
  counts,
}: Pick<ImportCard, 'state'> & Partial<Pick<ImportCard, 'counts'>>) {
  const w = useWords(importsWords).states;
  if (state === 'undone' && (counts?.kept ?? 0) > 0) {
    return (
      <StatusMark shape="half" tone="quiet">
        {w.partly}
      </StatusMark>
    );
  }
  const [shape, tone] = STATES[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w[state]}
    </StatusMark>
  );
}

interface OutcomeProps {
  outcome: RowOutcome;
  /** The import is done, and so is what it says. */
  written: boolean;
  /** It was, and was taken back. */
  undone?: boolean;
  /** All but this one. */
  kept?: boolean;
}

export function OutcomeMark({ outcome, written, undone = false, kept = false }: OutcomeProps) {
  const w = useWords(importsWords).rows;
  const [shape, tone] = OUTCOMES[kept ? 'kept' : outcome];
  if (undone && !kept && (outcome === 'create' || outcome === 'update')) {
    return (
      <StatusMark shape="dash" tone="quiet">
        {w.undone[outcome]}
      </StatusMark>
    );
  }
  return (
    <StatusMark shape={shape} tone={tone}>
      {(written ? w.past : w.one)[kept ? 'kept' : outcome]}
    </StatusMark>
  );
}
