import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type SetupStep, sentenceOf } from '@/api';
import { changeClub, clubQuery, keepClub } from '@/features/club';
import { useWords } from '@/language';
import { Button, LinkButton, Note, toast } from '@/ui';
import { installationWords } from '../installationWords';
import css from './installation.module.css';

/** To an administrator who left the set-up in its middle: where it goes on, or never again. */
export function SetupNotice() {
  const w = useWords(installationWords);
  const client = useQueryClient();
  const { data: club } = useQuery(clubQuery);
  if (!club || club.setup_step === 'done' || !club.abilities.change?.allowed) return null;
  const left = club.setup_step;
  const mark = async (revision: number, step: SetupStep) => {
    const next = await changeClub(revision, { setup_step: step });
    keepClub(client, next);
    return next;
  };
  const dismiss = async () => {
    try {
      const next = await mark(club.revision, 'done');
      toast({ text: w.notice.dismissed, undo: async () => void (await mark(next.revision, left)) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
      await client.invalidateQueries({ queryKey: clubQuery.queryKey });
    }
  };
  return (
    <section className={css.notice} aria-label={w.title}>
      <Note>
        <span>{w.notice.text(w.names[left])}</span>
        <div className={css.noticeWays}>
          <LinkButton to="/installation" search={{}} size="small">
            {w.notice.resume}
          </LinkButton>
          <Button size="small" look="plain" onClick={() => void dismiss()}>
            {w.notice.dismiss}
          </Button>
        </div>
      </Note>
    </section>
  );
}
