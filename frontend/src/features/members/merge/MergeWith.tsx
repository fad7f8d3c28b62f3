/** From the page of a member to the comparison with another one. */
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberPage } from '@/api';
import { useWords } from '@/language';
import { Button, lazyPart, Part } from '@/ui';
import { recordWords } from '../words/record';

const MergeWithDialog = lazyPart(() => import('./MergeWithDialog').then((part) => part.MergeWithDialog));

export function MergeWithButton({ member, reason }: { member: MemberPage; reason: string | null }) {
  const w = useWords(recordWords).page;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="plain"
        icon={<IconGitMerge size={20} stroke={1.75} aria-hidden />}
        reason={reason}
        onClick={() => setOpen(true)}
      >
        {w.mergeWith}
      </Button>
      <Part>{open && <MergeWithDialog member={member} onClose={() => setOpen(false)} />}</Part>
    </>
  );
}
