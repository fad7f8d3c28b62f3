/** Which other record: from there on both are compared. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MemberPage } from '@/api';
import { useWords } from '@/language';
import { Dialog } from '@/ui';
import { MemberPicker } from '../MemberPicker';
import { mergeWords } from './words';

export function MergeWithDialog({ member, onClose }: { member: MemberPage; onClose: () => void }) {
  const w = useWords(mergeWords).with;
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={w.title} onClose={onClose}>
      <p>{w.lead(member.name)}</p>
      <MemberPicker
        label={w.label}
        chosen={[]}
        removeLabel={(name) => name}
        error={error}
        onChange={([other]) => {
          if (!other) return;
          if (other.id === member.id) return setError(w.itself);
          onClose();
          void navigate({ to: '/membres/fusion', search: { garde: member.id, avec: other.id } });
        }}
      />
    </Dialog>
  );
}
