import type { EventState, RegistrationState } from '@/api';
import { useWords } from '@/language';
import { type Shape, StatusMark, type Tone } from '@/ui';
import { eventsWords } from './words';

const STATES: Record<EventState, [Shape, Tone]> = {
  draft: ['ring', 'quiet'],
  published: ['half', 'ok'],
  cancelled: ['square', 'err'],
  done: ['disc', 'quiet'],
};

export function EventMark({ state }: { state: EventState }) {
  const w = useWords(eventsWords);
  const [shape, tone] = STATES[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w.states[state]}
    </StatusMark>
  );
}

const SEATS: Record<RegistrationState, [Shape, Tone]> = {
  registered: ['disc', 'ok'],
  waiting: ['ring', 'warn'],
  offered: ['half', 'ciel'],
  left: ['dash', 'quiet'],
};

export function SeatMark({ state, children }: { state: RegistrationState; children?: string }) {
  const w = useWords(eventsWords);
  const [shape, tone] = SEATS[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {children ?? w.seats[state]}
    </StatusMark>
  );
}
