import type { Campaign, RecipientStage } from '@/api';
import { useWords } from '@/language';
import { type Shape, StatusMark, type Tone } from '@/ui';
import { campaignsWords } from './words';

const STATES: Record<Campaign['state'], [Shape, Tone]> = {
  draft: ['ring', 'quiet'],
  sending: ['half', 'ciel'],
  open: ['half', 'ok'],
  closed: ['disc', 'quiet'],
};

export function StateMark({ state }: Pick<Campaign, 'state'>) {
  const w = useWords(campaignsWords);
  const [shape, tone] = STATES[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w.states[state]}
    </StatusMark>
  );
}

const STAGES: Record<RecipientStage, [Shape, Tone]> = {
  waiting: ['ring', 'ciel'],
  unreachable: ['square', 'gres'],
  sent: ['ring', 'warn'],
  bounced: ['square', 'err'],
  right: ['disc', 'ok'],
  corrected: ['half', 'ok'],
  other: ['diamond', 'warn'],
};

export function StageMark({ stage, children }: { stage: RecipientStage; children: string }) {
  const [shape, tone] = STAGES[stage];
  return (
    <StatusMark shape={shape} tone={tone}>
      {children}
    </StatusMark>
  );
}
