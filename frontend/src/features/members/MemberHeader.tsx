import { IconArchive, IconArrowBackUp, IconArrowLeft } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type MemberPage, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Note, Tag, toast } from '@/ui';
import { archiveMember, restoreMember } from './changes';
import { FollowUpMark, KindIcon, MemberStatusMark } from './marks';
import css from './members.module.css';
import { membersChanged } from './queries';
import { membersWords } from './words';
import { recordWords } from './words/record';

export function BackToMembers() {
  const w = useWords(recordWords).page;
  return (
    <Link to="/membres" className={css.crumb}>
      <IconArrowLeft size={18} stroke={1.75} aria-hidden />
      {w.back}
    </Link>
  );
}

export function MemberSigns({ member }: { member: MemberPage }) {
  const words = useWords(membersWords);
  return (
    <span className={css.signs}>
      <span className={css.name}>
        <KindIcon kind={member.kind} />
        {words.memberOf(words.kinds[member.kind], member.commune?.name ?? null)}
      </span>
      <MemberStatusMark status={member.status} />
      {member.follow_up && <FollowUpMark state={member.follow_up} />}
      {member.ex_officio && <Tag>{words.list.exOfficio}</Tag>}
    </span>
  );
}

/** Archiving is done at once and undone at once. */
export function ArchiveButton({ member, reason }: { member: MemberPage; reason: string | null }) {
  const w = useWords(recordWords).page;
  const client = useQueryClient();
  const run = async (
    verb: (id: string) => Promise<unknown>,
    said: string,
    back: (id: string) => Promise<unknown>,
  ) => {
    try {
      await verb(member.id);
      toast({
        text: said,
        undo: async () => {
          await back(member.id);
          await membersChanged(client);
        },
      });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await membersChanged(client);
  };
  return member.archived_at ? (
    <Button
      look="main"
      icon={<IconArrowBackUp size={20} stroke={1.75} aria-hidden />}
      reason={reason}
      onClick={() => void run(restoreMember, w.restored(member.name), archiveMember)}
    >
      {w.restore}
    </Button>
  ) : (
    <Button
      look="plain"
      icon={<IconArchive size={20} stroke={1.75} aria-hidden />}
      reason={reason}
      onClick={() => void run(archiveMember, w.archived(member.name), restoreMember)}
    >
      {w.archive}
    </Button>
  );
}

export function ArchivedNote() {
  return <Note tone="warn">{useWords(recordWords).page.isArchived}</Note>;
}
