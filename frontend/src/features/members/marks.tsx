/** The states of a member as shape, word and colour. */
import { IconBuilding, IconBuildingCommunity, IconHeartHandshake, IconSchool } from '@tabler/icons-react';
import type { FollowUp, Kind, Status } from '@/api';
import { useWords } from '@/language';
import { type Shape, StatusMark, type Tone } from '@/ui';
import { membersWords } from './words';

const FOLLOW_UP: Record<FollowUp, [Shape, Tone]> = {
  ok: ['disc', 'ok'],
  soon: ['half', 'warn'],
  overdue: ['diamond', 'gres'],
  never: ['ring', 'gres'],
};
const STATUS: Record<Status, [Shape, Tone]> = {
  prospect: ['ring', 'ciel'],
  invited: ['half', 'ciel'],
  active: ['disc', 'ok'],
  paused: ['square', 'warn'],
  left: ['dash', 'quiet'],
};

export function FollowUpMark({ state }: { state: FollowUp }) {
  const w = useWords(membersWords).followUps;
  const [shape, tone] = FOLLOW_UP[state];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w[state]}
    </StatusMark>
  );
}

export function MemberStatusMark({ status }: { status: Status }) {
  const w = useWords(membersWords).statuses;
  const [shape, tone] = STATUS[status];
  return (
    <StatusMark shape={shape} tone={tone}>
      {w[status]}
    </StatusMark>
  );
}

const ICONS = {
  commune: IconBuildingCommunity,
  association: IconHeartHandshake,
  public_body: IconSchool,
  company: IconBuilding,
} as const;

export function KindIcon({ kind, size = 20 }: { kind: Kind; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}
