/** What becomes of a change, said before it is made and once it is. */
import { IconCheck, IconClock, IconLock } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import type { Profile, ProfileChanged } from '@/api';
import { useWords } from '@/language';
import { toast } from '@/ui';
import { shownValue } from '../AuditValue';
import { useFieldName } from '../proposals/Told';
import { useRecordWords } from '../words/audit';
import css from './own.module.css';
import { ownChanged } from './queries';
import type { Rules } from './sections';
import { ownWords } from './words';

const ICONS = { applies: IconCheck, waits: IconClock, staff_only: IconLock };

interface TreatedProps {
  field: string;
  profile: Profile;
  rules: Rules;
}

export function Treated({ field, profile, rules }: TreatedProps) {
  const w = useWords(ownWords);
  const words = useRecordWords();
  const treatment = rules.get(field)?.treatment;
  if (!treatment) return null;
  const Icon = ICONS[treatment];
  const asked = profile.waiting
    .filter(({ about }) => about === 'record')
    .flatMap((proposal) => proposal.fields)
    .find((one) => one.field === field && one.verdict === 'waiting');
  return (
    <span className={css.treated} data-treatment={treatment}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>
        {w.rules[treatment]}
        {asked && <> {w.alreadyWaits(shownValue(asked.after, words))}</>}
      </span>
    </span>
  );
}

/** Tells what applied and what waits, and has all that shows it read again. */
export function useTold(memberId: string) {
  const client = useQueryClient();
  const w = useWords(ownWords);
  const nameOf = useFieldName();
  return async ({ applied, waiting }: ProfileChanged) => {
    const names = (fields: string[]) => fields.map((field) => nameOf(field));
    const asked = waiting
      .flatMap((proposal) => proposal.fields)
      .filter(({ verdict }) => verdict === 'waiting');
    if (applied.length > 0) toast({ text: w.applied(names(applied)) });
    if (asked.length > 0) toast({ text: w.waits(asked.map(({ field, name }) => nameOf(field, name))) });
    if (applied.length + asked.length === 0) toast({ text: w.unchanged });
    await client.invalidateQueries({ queryKey: ['members', 'one', memberId] });
    await ownChanged(client);
  };
}
