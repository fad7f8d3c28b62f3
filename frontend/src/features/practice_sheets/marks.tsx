import type { SheetState } from '@/api';
import { useWords } from '@/language';
import { type Shape, StatusMark, type Tone } from '@/ui';
import { sheetsWords } from './words';

const STATES: Record<SheetState, [Shape, Tone]> = {
  draft: ['ring', 'quiet'],
  submitted: ['diamond', 'gres'],
  in_review: ['half', 'ciel'],
  published: ['disc', 'ok'],
  archived: ['dash', 'quiet'],
};

export function SheetMark({ state }: { state: SheetState }) {
  const w = useWords(sheetsWords);
  const [shape, tone] = STATES[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w.states[state]}
    </StatusMark>
  );
}
