/** From the page of a member to the comparison with another one. */
import { IconGitMerge } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { MemberPage } from '@/api';
import { useWords } from '@/language';
import { Button, Dialog } from '@/ui';
import { MemberPicker } from '../MemberPicker';
import { mergeWords } from './words';

export function MergeWithButton({ member, reason }: { member: MemberPage; reason: string | null }) {
  const w = useWords(mergeWords).with;
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string | null>(null);
  return (
    <>
      <Button
        look="plain"
        icon={<IconGitMerge size={20} stroke={1.75} aria-hidden />}
        reason={reason}
        onClick={() => setOpen(true)}
      >
        {w.button}
      </Button>
      {open && (
        <Dialog title={w.title} onClose={() => setOpen(false)}>
          <p>{w.lead(member.name)}</p>
          <MemberPicker
            label={w.label}
            chosen={[]}
            removeLabel={(name) => name}
            error={error}
            onChange={([other]) => {
              if (!other) return;
              if (other.id === member.id) return setError(w.itself);
              setOpen(false);
              void navigate({ to: '/membres/fusion', search: { garde: member.id, avec: other.id } });
            }}
          />
        </Dialog>
      )}
    </>
  );
}
